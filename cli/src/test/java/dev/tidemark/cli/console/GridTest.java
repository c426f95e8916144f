package dev.tidemark.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GridTest {

    @Test
    void alignsTextToTheLeftAndNumbersToTheRight() {
        var grid = new Grid(" ", Style.PLAIN, "table", ">rows");

        grid.row("staff", "20").row("sales_order", "10,000");

        assertThat(grid.lines())
                .containsExactly(
                        " table          rows", " staff            20", " sales_order  10,000");
    }

    @Test
    void doesNotCountColoursAsColumns() {
        var plain = new Grid("", Style.PLAIN, "a", ">b").row("x", "1").lines();
        var coloured =
                new Grid("", Style.COLOURED, "a", ">b")
                        .row(Style.COLOURED.cyan("x"), Style.COLOURED.bold("1"))
                        .lines();

        assertThat(coloured.getLast()).contains("\033[36mx");
        assertThat(coloured.getLast().replaceAll("\033\\[[0-9]*m", "")).isEqualTo(plain.getLast());
    }

    @Test
    void aLastCellThatDoesNotFitGoesOnInItsColumn() {
        var grid = new Grid("", Style.COLOURED, "stage", "why");

        grid.row("load", Style.COLOURED.red("nothing listens at 127.0.0.1:9"));

        assertThat(grid.lines(30).stream().map(line -> line.replaceAll("\033\\[[0-9]*m", "")))
                .containsExactly("stage  why", "load   nothing listens at", "       127.0.0.1:9");
    }

    @Test
    void refusesARowOfAnotherLength() {
        var grid = new Grid("", Style.PLAIN, "a", "b");

        assertThatThrownBy(() -> grid.row("only one"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a row has as many cells as there are headings");
    }
}
