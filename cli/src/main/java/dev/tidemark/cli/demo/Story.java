package dev.tidemark.cli.demo;

import dev.tidemark.cli.console.Console;
import dev.tidemark.cli.console.Text;
import dev.tidemark.cli.report.Tick;
import dev.tidemark.cli.report.TickReport;
import dev.tidemark.local.totesys.BusinessDay;
import dev.tidemark.local.totesys.LateTransaction;
import dev.tidemark.local.totesys.Totesys;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// A first load and three business days, with a tick after each. An order that is written on the
/// second day commits on the third, behind the back of whoever goes by time stamps.
record Story(Narrator narrator, Console console, Totesys totesys, Tick tick) {

    private static final int DAYS = 3;
    private static final int LATE_ORDER_WRITTEN = 2;
    private static final int LATE_ORDER_COMMITTED = 3;

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", Locale.ENGLISH);

    void tell() {
        narrator.headline("First load: every table, as of one instant");
        tick.run(this::report);
        narrator.aside(TickReport.LEGEND);
        play(1);
        try (LateTransaction late = totesys.openLateTransaction(LATE_ORDER_WRITTEN)) {
            play(LATE_ORDER_WRITTEN, "Somebody writes order %d and does not commit it yet.", late);
            late.commit();
            play(LATE_ORDER_COMMITTED, "Order %d, written yesterday, commits only now.", late);
        }
    }

    private void play(int number) {
        BusinessDay day = totesys.play(number);
        announce(day);
        tick.run(this::report);
    }

    private void play(int number, String note, LateTransaction late) {
        BusinessDay day = totesys.play(number);
        announce(day);
        narrator.aside(note.formatted(late.salesOrderId()));
        tick.run(this::report);
    }

    private void announce(BusinessDay day) {
        narrator.headline(
                "Day %d of %d, %s".formatted(day.number(), DAYS, DATE.format(day.date())));
        narrator.list(
                day.changes().entrySet().stream()
                        .map(
                                change ->
                                        change.getKey().label()
                                                + " "
                                                + Text.count(change.getValue()))
                        .toList());
    }

    private void report(TickReport report) {
        if (report.isEmpty()) {
            narrator.aside("nothing new");
        } else {
            report.print(console);
        }
    }
}
