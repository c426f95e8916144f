package dev.tidemark.acceptance;

import java.util.List;
import java.util.regex.Pattern;

/// Recognises, in what is said to Postgres on one connection, each statement that writes: rows, tables or the commit of them. What is
/// done to temporary tables is none, but for the COPY of rows into them.
///
/// Protocol: https://www.postgresql.org/docs/15/protocol-message-formats.html
final class PostgresSteps implements Steps {

    private static final int HEADER_CHARS = 5;
    private static final Pattern COMMENTS = Pattern.compile("\\A(\\s*--[^\\n]*\\n)+");
    private static final Pattern WRITE =
            Pattern.compile(
                    "(insert|update|delete|copy|truncate|lock|grant|comment|do|merge"
                            + "|(create|alter|drop|analyze)(?! temporary| table pg_temp| pg_temp)) .*",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private boolean wrote;

    @Override
    public Step stepIn(String said) {
        Step found = Step.NONE;
        for (int at = 0; at + HEADER_CHARS <= said.length(); ) {
            int length = length(said, at + 1);
            int end = Math.min(said.length(), at + 1 + Math.max(length, HEADER_CHARS - 1));
            Step step = step(said.charAt(at), said.substring(at + HEADER_CHARS, end));
            found = step == Step.NONE ? found : step;
            at = end;
        }
        return found;
    }

    private Step step(char type, String body) {
        return switch (type) {
            case 'Q' -> step(body);
            case 'P' -> step(body.substring(body.indexOf('\0') + 1));
            case 'd' -> Step.WRITE;
            default -> Step.NONE;
        };
    }

    private Step step(String text) {
        String statement = COMMENTS.matcher(text).replaceFirst("").strip();
        if (statement.startsWith("COMMIT")) {
            Step step = wrote ? Step.COMMIT : Step.NONE;
            wrote = false;
            return step;
        }
        boolean writes = WRITE.matcher(statement).matches();
        wrote |= writes;
        return writes ? Step.WRITE : Step.NONE;
    }

    private static int length(String said, int at) {
        return List.of(at, at + 1, at + 2, at + 3).stream()
                .mapToInt(said::charAt)
                .reduce(0, (sum, digit) -> sum << 8 | digit);
    }
}
