package dev.tidemark.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.runlog.TableName;
import java.util.List;
import org.junit.jupiter.api.Test;

class TotalsTest {

    @Test
    void theSumOverRunsCountsWhatWasDeletedThoughNoTableSaysSo() {
        var first = new Totals(5, 2, 0, List.of());
        var second = new Totals(1, 1, 0, List.of(new Totals.Part("fact_payment", 2, 0)));

        Totals sum = Totals.sum(List.of(first, second));

        assertThat(sum.rows()).isEqualTo(6);
        assertThat(sum.deleted()).isEqualTo(3);
        assertThat(sum.parts()).containsExactly(new Totals.Part("fact_payment", 2, 0));
    }

    @Test
    void tablesOfOneNameInTwoSchemasAreTwo() {
        var here = new Totals.Part(new TableName("public", "sale"), 5, 0);
        var there = new Totals.Part(new TableName("archive", "sale"), 2, 0);
        var item = new Totals.Part(new TableName("public", "item"), 1, 0);
        Totals first = Totals.of(List.of(here, there, item), 0);

        Totals sum = Totals.sum(List.of(first, first));

        assertThat(sum.parts().stream().map(part -> part.name() + " " + part.rows()))
                .containsExactly("public.sale 10", "archive.sale 4", "public.item 2");
        assertThat(sum.parts().stream().map(sum::label))
                .containsExactly("public.sale", "archive.sale", "item");
    }
}
