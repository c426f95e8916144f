package dev.tidemark.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A fenced block of a page.
///
/// @param first the number of its first line, counted from 0
/// @param indent the blanks before its fences
/// @param mark the comment above it, which says who types or reads it; empty if there is none
record Block(String info, int first, String indent, List<String> lines, String mark) {

    private static final String PROMPT = "$ ";
    private static final String NOT_RUN = "<!-- not run: ";
    private static final String ON_EMULATOR = "<!-- typed on an emulator";
    private static final String READ = "<!-- read by ";

    private static final Set<String> FOLLOWED =
            Set.of("console", "sql source", "sql warehouse", "dotenv");

    /// What is written into a file, and what is cut from one that was written before.
    private static final Pattern FILE = Pattern.compile("(?:\\w+ )?file (\\S+)");

    private static final Pattern PART = Pattern.compile("\\w+ part of (\\S+)");

    /// Who types what a block says.
    enum Typist {
        /// The test of all pages.
        DESK,
        /// `terraform/verify`.
        EMULATOR,
        /// A test that the comment names reads it.
        READER,
        /// The comment says why.
        NOBODY
    }

    /// A command, and what the page says that it prints.
    record Typed(String command, List<String> printed) {}

    String text() {
        return String.join("\n", lines) + "\n";
    }

    boolean isConsole() {
        return info.equals("console");
    }

    Typist typist() {
        return mark.startsWith(NOT_RUN)
                ? Typist.NOBODY
                : mark.startsWith(ON_EMULATOR)
                        ? Typist.EMULATOR
                        : mark.startsWith(READ) ? Typist.READER : Typist.DESK;
    }

    /// Who reads it: a test, or a script.
    String reader() {
        return mark.substring(READ.length()).replaceFirst("(,.*)? -->$", "");
    }

    Optional<String> file() {
        return found(FILE);
    }

    Optional<String> partOf() {
        return found(PART);
    }

    private Optional<String> found(Pattern pattern) {
        return Optional.of(pattern.matcher(info)).filter(Matcher::matches).map(m -> m.group(1));
    }

    /// Neither a command nor what one prints.
    boolean isPicture() {
        return info.equals("mermaid");
    }

    /// Whether the test of all pages does what it says.
    boolean isFollowed() {
        return typist() == Typist.DESK
                && (FOLLOWED.contains(info) || file().isPresent() || partOf().isPresent());
    }

    List<Typed> typed() {
        List<Typed> typed = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith(PROMPT)) {
                typed.add(new Typed(line.substring(PROMPT.length()), new ArrayList<>()));
            } else if (!typed.isEmpty()) {
                typed.getLast().printed().add(line);
            }
        }
        return typed;
    }
}
