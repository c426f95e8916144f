package dev.tidemark.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

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
}
