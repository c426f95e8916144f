package dev.tidemark.cli.console;

import dev.tidemark.progress.Progress;
import dev.tidemark.run.RunNumber;
import dev.tidemark.run.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Several that hear of the same progress.
public record Audience(List<Progress> listeners) implements Progress {

    public Audience {
        listeners = List.copyOf(listeners);
    }

    @Override
    public void runStarted(Stage stage, RunNumber run) {
        listeners.forEach(listener -> listener.runStarted(stage, run));
    }

    @Override
    public void expected(Stage stage, String relation, long rows) {
        listeners.forEach(listener -> listener.expected(stage, relation, rows));
    }

    @Override
    public void unmeasured(Stage stage, String relation) {
        listeners.forEach(listener -> listener.unmeasured(stage, relation));
    }

    @Override
    public void moved(Stage stage, String relation, long rows, long bytes) {
        listeners.forEach(listener -> listener.moved(stage, relation, rows, bytes));
    }

    @Override
    public void relationDone(Stage stage, String relation, long rows, long bytes) {
        listeners.forEach(listener -> listener.relationDone(stage, relation, rows, bytes));
    }

    @Override
    public void runDone(Stage stage, RunNumber run) {
        listeners.forEach(listener -> listener.runDone(stage, run));
    }

    @Override
    public void looked(Stage stage, Optional<Instant> waitingSince) {
        listeners.forEach(listener -> listener.looked(stage, waitingSince));
    }

    @Override
    public void overtaken(Stage stage, RunNumber run) {
        listeners.forEach(listener -> listener.overtaken(stage, run));
    }

    @Override
    public void notice(Stage stage, String text) {
        listeners.forEach(listener -> listener.notice(stage, text));
    }
}
