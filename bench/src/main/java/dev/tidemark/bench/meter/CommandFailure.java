package dev.tidemark.bench.meter;

/// A command that is measured did not do its work, so that what it took says nothing.
public final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int OUTPUT_MAX = 2_000;

    CommandFailure(Command command, String how, String output) {
        super("%s %s%n%s".formatted(words(command), how, end(output)));
    }

    /// Connection URLs hold passwords.
    private static String words(Command command) {
        return command.toString().replaceAll("://[^@\\s]*@", "://…@");
    }

    private static String end(String output) {
        return output.substring(Math.max(0, output.length() - OUTPUT_MAX))
                .replaceAll("://[^@\\s]*@", "://…@");
    }
}
