package dev.tidemark.cli.console;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How this command was typed: the launcher need not be on the path.
public final class TypedCommand {

    /// A command line in a message: two blanks stand before it.
    private static final Pattern COMMAND_LINE = Pattern.compile("(?<=  )tidemark (?=[a-z-])");

    private TypedCommand() {}

    /// A message whose command lines begin as this one was typed.
    public static String in(String message) {
        String name = System.getProperty("tidemark.command", "tidemark");
        return COMMAND_LINE.matcher(message).replaceAll(Matcher.quoteReplacement(name + " "));
    }
}
