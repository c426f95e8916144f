package dev.tidemark.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/// The module rules of docs/architecture.md. They stand here because only the cli sees every module.
class ModulesTest {
    private static final JavaClasses PRODUCTION =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.tidemark");

    private static final String[] STAGES = {
        "dev.tidemark.ingest..", "dev.tidemark.process..", "dev.tidemark.load.."
    };

    /// Every package that is not of core.
    private static final String[] BEYOND_CORE = {
        "dev.tidemark.services..",
        "dev.tidemark.postgres..",
        "dev.tidemark.ingest..",
        "dev.tidemark.process..",
        "dev.tidemark.load..",
        "dev.tidemark.local..",
        "dev.tidemark.cli.."
    };

    @Test
    void stagesMeetOnlyInTheLake() {
        check(
                slices().matching("dev.tidemark.(ingest|process|load)..")
                        .should()
                        .notDependOnEachOther());
    }

    @Test
    void stagesKnowNeitherTheLaptopNorTheCommand() {
        check(
                noClasses()
                        .that(resideInAnyPackage(STAGES))
                        .should()
                        .dependOnClassesThat(
                                resideInAnyPackage(
                                        "dev.tidemark.local..",
                                        "dev.tidemark.services..",
                                        "dev.tidemark.cli..")));
    }

    @Test
    void theEmbeddedServicesKnowNoOtherModuleSoThatEachMayTestAgainstThem() {
        check(
                noClasses()
                        .that(resideInAPackage("dev.tidemark.services.."))
                        .should()
                        .dependOnClassesThat(
                                resideInAPackage("dev.tidemark..")
                                        .and(not(resideInAPackage("dev.tidemark.services..")))));
    }

    @Test
    void coreKnowsNoOtherModuleNoJdbcAndNoLambda() {
        check(
                noClasses()
                        .that(not(resideInAnyPackage(BEYOND_CORE)))
                        .should()
                        .dependOnClassesThat(
                                resideInAnyPackage(BEYOND_CORE)
                                        .or(
                                                resideInAnyPackage(
                                                        "java.sql..",
                                                        "org.postgresql..",
                                                        "com.amazonaws.services.lambda.."))));
    }

    @Test
    void processHasNoPostgres() {
        check(
                noClasses()
                        .that(resideInAPackage("dev.tidemark.process.."))
                        .should()
                        .dependOnClassesThat(
                                resideInAnyPackage("org.postgresql..", "dev.tidemark.postgres..")));
    }

    @Test
    void valuesOfTimeAreNeverThoseOfJdbc() {
        check(
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("java.sql.Timestamp")
                        .orShould()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("java.sql.Date")
                        .orShould()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("java.sql.Time"));
    }

    /// A handler translates events and answers. What it decided would be decided on Lambda only.
    @Test
    void handlersTranslateAndNothingElse() {
        check(
                noClasses()
                        .that()
                        .haveSimpleNameEndingWith("Handler")
                        .should()
                        .dependOnClassesThat(
                                resideInAnyPackage(
                                        "dev.tidemark.column..",
                                        "dev.tidemark.lake..",
                                        "dev.tidemark.parquet..",
                                        "dev.tidemark.postgres..",
                                        "java.sql..",
                                        "org.duckdb..",
                                        "software.amazon..")));
    }

    @Test
    void packagesFormNoCycles() {
        check(slices().matching("dev.tidemark.(**)").should().beFreeOfCycles());
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(PRODUCTION);
    }
}
