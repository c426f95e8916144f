package dev.tidemark.load.migration;

import dev.tidemark.failure.TerminalFailure;
import java.util.List;
import org.flywaydb.core.api.ErrorCode;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.ValidateOutput;

/// Says which files of a pipeline are no longer what was applied.
record AppliedFiles(FluentConfiguration configuration, MigrationFiles files) {

    List<TerminalFailure> mistakes() {
        return configuration
                .ignoreMigrationPatterns("*:pending")
                .load()
                .validateWithResult()
                .invalidMigrations
                .stream()
                .map(this::refusal)
                .toList();
    }

    private TerminalFailure refusal(ValidateOutput file) {
        String name = "V%s__%s.sql".formatted(file.version, file.description.replace(' ', '_'));
        ErrorCode error = file.errorDetails.errorCode;
        if (error.toString().equals("RESOLVED_VERSIONED_MIGRATION_NOT_APPLIED")) {
            return TerminalFailure.configuration(
                            "%s comes before migrations that are applied already"
                                    .formatted(files.place(name)),
                            "give it a number that follows: V%d__%s.sql"
                                    .formatted(
                                            files.nextNumber(), file.description.replace(' ', '_')))
                    .at(files.place(name));
        }
        String what =
                error.toString().startsWith("APPLIED")
                        ? "is gone, but was applied"
                        : "was changed after it was applied";
        return TerminalFailure.configuration(
                        "%s %s: the warehouse would not be what the files say"
                                .formatted(files.place(name), what),
                        "bring back the file as it was, and put what is to change into V%d__<what>.sql"
                                .formatted(files.nextNumber()))
                .at(files.place(name));
    }
}
