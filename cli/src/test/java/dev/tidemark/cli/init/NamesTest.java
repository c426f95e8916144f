package dev.tidemark.cli.init;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Names of the source stay readable in the files of a pipeline, whatever their script.
class NamesTest {

    @ParameterizedTest
    @CsvSource({
        "Order Items, order_items",
        "Kunden-Aufträge!, kunden_aufträge",
        "cafe\u0301, café",
        "İstanbul, i\u0307stanbul",
        "顧客, 顧客",
        "हिन्दी सूची, हिन्दी_सूची",
        "_prisma, prisma",
        "😀, table",
        "a😀b, a_b",
    })
    void aSlugKeepsLettersOfAnyScript(String name, String slug) {
        assertThat(Names.slug(name)).isEqualTo(slug);
    }

    @Test
    void aNameIsCutBetweenLetters() {
        assertThat(Names.cut("顧客", 5)).isEqualTo("顧");
        assertThat(Names.cut("a😀", 4)).isEqualTo("a");
    }

    @Test
    void aFileMayHaveMarksInItsName() {
        assertThat(Names.isFileName("हिन्दी")).isTrue();
        assertThat(Names.isFileName("../x")).isFalse();
    }
}
