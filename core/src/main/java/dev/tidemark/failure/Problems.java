package dev.tidemark.failure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The mistakes found so far. Whoever can go on after one reports it here and goes on, so that a
/// person hears of all of them at once.
public final class Problems {

    private final List<TidemarkFailure> found = new ArrayList<>();

    public void add(TidemarkFailure problem) {
        found.add(problem);
    }

    /// The result of a step, unless it failed: then the failure is one more problem.
    public <T> Optional<T> attempt(Supplier<T> step) {
        try {
            return Optional.of(step.get());
        } catch (TidemarkFailure e) {
            add(e);
            return Optional.empty();
        }
    }

    /// In the order in which they were found.
    public List<TidemarkFailure> found() {
        return List.copyOf(found);
    }

    /// For those who cannot go on.
    public void throwFirst() {
        if (!found.isEmpty()) {
            throw found.getFirst();
        }
    }
}
