package dev.tidemark.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Makes the data folder of a new cluster. The folder gets its name last, so that a killed attempt leaves none.
record Initialisation(Program program, Durability durability) {

    private static final int PASSWORD_BYTES = 18;

    void create(Path data, Path password, String user) {
        Path draft = data.resolveSibling("data.draft");
        Folders.delete(draft);
        Folders.writePrivately(password, newPassword());
        program.identity().own(program.folder());
        program.identity().own(password);
        var outcome = program.run("initdb", arguments(draft, password, user));
        if (outcome.exitCode() != 0) {
            throw new ServicesFailure(
                    "Cannot create the embedded Postgres in "
                            + program.folder()
                            + ":\n"
                            + outcome.output()
                            + program.identity().hint());
        }
        try {
            Files.move(draft, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> arguments(Path draft, Path password, String user) {
        var arguments = new ArrayList<>(List.of("-D", draft.toString(), "-U", user));
        arguments.addAll(
                List.of(
                        "--pwfile=" + password,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--no-instructions"));
        arguments.addAll(durability.initialisation());
        return arguments;
    }

    private static String newPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
