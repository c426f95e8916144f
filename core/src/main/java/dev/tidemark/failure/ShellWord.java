package dev.tidemark.failure;

import java.util.regex.Pattern;

/// A name within a command to type: quoted where a shell would read something else.
public final class ShellWord {

    private static final Pattern PLAIN = Pattern.compile("[\\w./:@%+=,-]+");

    private ShellWord() {}

    public static String of(String name) {
        return PLAIN.matcher(name).matches() ? name : "'" + name.replace("'", "'\\''") + "'";
    }
}
