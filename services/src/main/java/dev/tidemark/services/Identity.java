package dev.tidemark.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// As whom Postgres runs. It refuses to run as root, so that root needs a disguise.
enum Identity {
    /// An ordinary user needs none.
    SELF,
    /// A user namespace in which root is nobody: files stay ours, wherever they lie.
    NAMESPACE,
    /// Where namespaces are forbidden (some containers), the unprivileged user owns the cluster's folder.
    NOBODY;

    private static final int NOBODY_ID = 65534;
    private static final int TRIAL_SECONDS_MAX = 10;

    /// The words before a command that run it under this identity.
    List<String> prefix() {
        return switch (this) {
            case SELF -> List.of();
            case NAMESPACE -> List.of("unshare", "-U");
            case NOBODY ->
                    List.of(
                            "setpriv",
                            "--reuid=" + NOBODY_ID,
                            "--regid=" + NOBODY_ID,
                            "--clear-groups");
        };
    }

    /// What may be wrong with a folder under this identity only.
    String hint() {
        return switch (this) {
            case SELF, NAMESPACE -> "";
            case NOBODY ->
                    "  Postgres runs as the user nobody here, who must be able to reach the folder:"
                            + " set TIDEMARK_HOME to one outside of /root.";
        };
    }

    static Identity ofThisProcess() {
        return Holder.CURRENT;
    }

    /// Hands a path over to the identity where it is another user than ours.
    void own(Path path) {
        if (this != NOBODY) {
            return;
        }
        try {
            Files.setAttribute(path, "unix:uid", NOBODY_ID);
            Files.setAttribute(path, "unix:gid", NOBODY_ID);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Holder {
        static final Identity CURRENT = find();
    }

    private static Identity find() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return SELF;
        }
        for (var identity : List.of(NAMESPACE, NOBODY)) {
            if (identity.works()) {
                return identity;
            }
        }
        throw new ServicesFailure(
                "Postgres refuses to run as root, and neither `unshare` nor `setpriv` works here.\n"
                        + "  Run the command as an ordinary user.");
    }

    private boolean works() {
        var command = new ArrayList<>(prefix());
        command.add("true");
        var nowhere = ProcessBuilder.Redirect.DISCARD;
        try {
            var trial =
                    new ProcessBuilder(command)
                            .redirectOutput(nowhere)
                            .redirectError(nowhere)
                            .start();
            return trial.waitFor(TRIAL_SECONDS_MAX, TimeUnit.SECONDS) && trial.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
