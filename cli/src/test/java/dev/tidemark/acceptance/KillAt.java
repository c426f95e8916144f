package dev.tidemark.acceptance;

import dev.tidemark.acceptance.Steps.Step;
import dev.tidemark.services.gate.Traffic;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Kills a process at one of its steps: before the server hears of it, or after it was done and before the answer comes.
final class KillAt implements Traffic {

    enum Moment {
        BEFORE,
        AFTER
    }

    private final Supplier<Steps> steps;
    private final int number;
    private final Moment moment;
    private final AtomicInteger seen = new AtomicInteger();
    private final CompletableFuture<Process> process = new CompletableFuture<>();
    private volatile Step killed = Step.NONE;

    /// @param steps how to find the steps of one connection
    KillAt(Supplier<Steps> steps, int number, Moment moment) {
        this.steps = steps;
        this.number = number;
        this.moment = moment;
    }

    /// To be told as soon as the process is there.
    void aimAt(Process started) {
        process.complete(started);
    }

    /// The step at which it was killed, if it came so far.
    Step killed() {
        return killed;
    }

    @Override
    public Connection connected() {
        Steps own = steps.get();
        return new Connection() {
            @Override
            public Ruling said(String said) {
                return taken(own.stepIn(said));
            }

            @Override
            public void answered() {
                kill();
            }
        };
    }

    private Ruling taken(Step step) {
        if (step == Step.NONE || seen.incrementAndGet() != number) {
            return Ruling.PASS;
        }
        killed = step;
        if (moment == Moment.AFTER) {
            return Ruling.STOP_THE_ANSWER;
        }
        kill();
        return Ruling.STOP;
    }

    private void kill() {
        process.join().destroyForcibly();
    }
}
