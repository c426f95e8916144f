package dev.tidemark.local.services;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// Asks again until there is an answer.
final class Waiting {

    private static final Duration PAUSE = Duration.ofMillis(25);

    private Waiting() {}

    /// The first answer within the limit; empty when there was none, or when the thread was interrupted.
    static <T> Optional<T> until(Duration limit, Supplier<Optional<T>> question) {
        long end = System.nanoTime() + limit.toNanos();
        var answer = question.get();
        while (answer.isEmpty() && System.nanoTime() < end) {
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
            answer = question.get();
        }
        return answer;
    }
}
