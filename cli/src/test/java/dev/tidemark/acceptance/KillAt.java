package dev.tidemark.acceptance;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/// Kills a process at one of its steps: before the server hears of it, or after it was done and before the answer comes.
final class KillAt implements Traffic {

    enum Moment {
        BEFORE,
        AFTER
    }

    private final Predicate<String> isStep;
    private final int step;
    private final Moment moment;
    private final AtomicInteger steps = new AtomicInteger();
    private final CompletableFuture<Process> process = new CompletableFuture<>();

    KillAt(Predicate<String> isStep, int step, Moment moment) {
        this.isStep = isStep;
        this.step = step;
        this.moment = moment;
    }

    /// Kills nobody and counts.
    static KillAt never(Predicate<String> isStep) {
        return new KillAt(isStep, Integer.MAX_VALUE, Moment.BEFORE);
    }

    static boolean isUpload(String said) {
        return said.startsWith("PUT ");
    }

    /// To be told as soon as the process is there.
    void aimAt(Process started) {
        process.complete(started);
    }

    int steps() {
        return steps.get();
    }

    @Override
    public Ruling said(String said) {
        if (!isStep.test(said) || steps.incrementAndGet() != step) {
            return Ruling.PASS;
        }
        if (moment == Moment.AFTER) {
            return Ruling.STOP_THE_ANSWER;
        }
        kill();
        return Ruling.STOP;
    }

    @Override
    public void answered() {
        kill();
    }

    private void kill() {
        process.join().destroyForcibly();
    }
}
