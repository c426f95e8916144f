package dev.tidemark.services;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The server process of a cluster, as its `postmaster.pid` names it.
record Postmaster(ProcessHandle process, int port) {

    private static final int PID_LINE = 0;
    private static final int PORT_LINE = 3;

    /// The living server of a data folder. A file left behind by a dead one, or whose number now belongs to a process
    /// that is no Postgres, counts as none.
    static Optional<Postmaster> of(Path data) {
        List<String> lines =
                Folders.read(data.resolve("postmaster.pid")).stream()
                        .flatMap(String::lines)
                        .map(String::strip)
                        .toList();
        if (lines.size() <= PORT_LINE || lines.get(PORT_LINE).isEmpty()) {
            return Optional.empty();
        }
        int port = Integer.parseInt(lines.get(PORT_LINE));
        return LivingProcess.of(Long.parseLong(lines.get(PID_LINE)))
                .filter(it -> it.info().command().orElseThrow().endsWith("postgres"))
                .map(process -> new Postmaster(process, port));
    }

    /// Ends server and backends at once, as a power failure would.
    void kill() {
        var family = Stream.concat(Stream.of(process), process.descendants()).toList();
        family.forEach(ProcessHandle::destroyForcibly);
        family.forEach(member -> member.onExit().join());
    }
}
