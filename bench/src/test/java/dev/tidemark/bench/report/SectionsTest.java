package dev.tidemark.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// A section that is measured again takes its own place, and no other.
class SectionsTest {

    @Test
    void aNewSectionComesBeforeTheNotes() {
        assertThat(
                        Sections.replaced(
                                "# R\n\n## A\n\na\n\n## Notes\n\nn\n", "## B\n", "## B\n\nb\n"))
                .isEqualTo("# R\n\n## A\n\na\n\n## B\n\nb\n\n## Notes\n\nn\n");
    }

    @Test
    void aSectionMeasuredAgainTakesThePlaceOfTheFormer() {
        String results = "# R\n\n## A\n\nold $1\n\n## AB\n\nb\n\n## Notes\n\nn\n";

        assertThat(Sections.replaced(results, "## A\n", "## A\n\nnew $1\n"))
                .isEqualTo("# R\n\n## A\n\nnew $1\n\n## AB\n\nb\n\n## Notes\n\nn\n");
    }

    @Test
    void whereNothingIsYetItIsTheFirst() {
        assertThat(Sections.replaced("", "## A\n", "## A\n\na\n")).isEqualTo("## A\n\na\n");
    }
}
