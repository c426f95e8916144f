package dev.tidemark.cli.demo;

import dev.tidemark.cli.console.Console;
import dev.tidemark.cli.project.Workplace;

/// What the warehouse has to say in the end.
record Answers(Narrator narrator, Console console, Workplace workplace) {

    /// @param watchedOrder an order that every day changed silently
    void give(int watchedOrder) {
        narrator.headline("What an analyst asks: revenue per month and currency");
        Question question = Question.ask(workplace.warehouse(), workplace.source());
        question.print(console);
        narrator.headline(
                "Order %d was changed three times, and its last_updated never"
                        .formatted(watchedOrder));
        OrderVersions.of(watchedOrder, workplace.warehouse()).print(console);
        question.requireAgreed();
    }
}
