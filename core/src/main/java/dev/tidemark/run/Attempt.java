package dev.tidemark.run;

import java.util.regex.Pattern;

/// The identity of one try at producing a run; it begins the name of every file of that try.
public record Attempt(String value) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{16}");

    public Attempt {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("no attempt: sixteen hexadecimal digits expected");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
