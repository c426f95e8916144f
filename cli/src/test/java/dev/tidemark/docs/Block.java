package dev.tidemark.docs;

import java.util.ArrayList;
import java.util.List;

/// A fenced block of a page.
///
/// @param first the number of its first line, counted from 0
/// @param indent the blanks before its fences
/// @param typist whom the comment above it names
record Block(String info, int first, String indent, List<String> lines, Typist typist) {

    private static final String PROMPT = "$ ";

    /// Who types what a block says.
    enum Typist {
        /// The test of all pages.
        DESK,
        /// `terraform/verify`.
        EMULATOR,
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

    /// Commands stand behind a prompt, or are of this project.
    boolean looksTyped() {
        return lines.stream().anyMatch(line -> line.startsWith(PROMPT) || line.startsWith("./"));
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
