package dev.tidemark.local.services;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.services.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// `services.json` of a home folder: who hosts the services, which, and where they answer. It appears when all of them are
/// ready, only its owner may read it, and it may outlive a host that was killed.
public record Registration(
        @JsonProperty("host_pid") long hostPid,
        @JsonProperty("hosting") Hosting hosting,
        @JsonProperty("server_pids") Map<Part, Long> serverPids,
        @JsonProperty("endpoints") Endpoints endpoints) {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public Registration {
        serverPids = Map.copyOf(serverPids);
    }

    static Optional<Registration> read(Path home) {
        return Folders.read(file(home)).map(text -> parse(file(home), text));
    }

    private static Registration parse(Path file, String text) {
        try {
            return MAPPER.readValue(text, Registration.class);
        } catch (JsonProcessingException e) {
            throw TerminalFailure.world(
                    file + " is damaged, so the embedded services cannot be found",
                    "delete that file and repeat the command",
                    e);
        }
    }

    void write(Path home) {
        try {
            Folders.writePrivately(file(home), MAPPER.writeValueAsString(this));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void remove(Path home) {
        try {
            Files.deleteIfExists(file(home));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(Path home) {
        return home.resolve("services.json");
    }
}
