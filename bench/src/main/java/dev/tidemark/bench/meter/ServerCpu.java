package dev.tidemark.bench.meter;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/// The processor time of Postgres servers since they started, the sessions that ended included.
///
/// @param postmasters their process ids
public record ServerCpu(Collection<Long> postmasters) {

    public ServerCpu {
        postmasters = List.copyOf(postmasters);
    }

    Duration sum() {
        return postmasters.stream().map(ServerCpu::of).reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration of(long postmaster) {
        Stream<Duration> living =
                ProcessTree.withDescendants(postmaster)
                        .flatMap(process -> ProcessFile.cpu(process).stream());
        return Stream.concat(living, ProcessFile.cpuOfEndedChildren(postmaster).stream())
                .reduce(Duration.ZERO, Duration::plus);
    }
}
