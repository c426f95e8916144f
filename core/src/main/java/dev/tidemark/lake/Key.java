package dev.tidemark.lake;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// The key of an object in a zone. Made of parts that can neither climb out of the zone's folder
/// nor hide a separator.
public record Key(String value) implements Comparable<Key> {

    /// What S3 allows, in bytes; parts are ASCII, so characters are bytes.
    private static final int LENGTH_MAX = 1024;

    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_.%=-]+");

    public Key {
        if (value.length() > LENGTH_MAX
                || !Arrays.stream(value.split("/", -1)).allMatch(Key::isPart)) {
            throw new IllegalArgumentException("no key of a zone");
        }
    }

    public static Key of(String... parts) {
        return new Key(String.join("/", parts));
    }

    /// A name from outside, a table's say, as one part of a key: every byte of its UTF-8 form that
    /// is not a letter, digit, underscore, hyphen or (past the first) dot becomes %XX.
    public static String encode(String name) {
        var encoded = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain =
                    (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || (c >= '0' && c <= '9')
                            || c == '_'
                            || c == '-'
                            || (c == '.' && !encoded.isEmpty());
            if (plain) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return encoded.toString();
    }

    private static boolean isPart(String part) {
        return PART.matcher(part).matches() && !part.equals(".") && !part.equals("..");
    }

    @Override
    public int compareTo(Key other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
