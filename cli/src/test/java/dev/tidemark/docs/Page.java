package dev.tidemark.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Markdown file, as far as its fenced blocks go.
record Page(Path file, List<String> lines) {

    private static final Pattern FENCE = Pattern.compile("( *)```(.*)");
    private static final String NOT_RUN = "<!-- not run: ";
    private static final String ON_EMULATOR = "<!-- typed on an emulator";

    static Page read(Path file) {
        try {
            return new Page(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher fence = FENCE.matcher(lines.get(i));
            if (fence.matches()) {
                Block block = block(fence.group(2).strip(), fence.group(1), i);
                blocks.add(block);
                i += block.lines().size() + 1;
            }
        }
        return blocks;
    }

    private Block block(String info, String indent, int fence) {
        int end = fence + 1;
        while (!lines.get(end).strip().equals("```")) {
            end++;
        }
        List<String> content =
                lines.subList(fence + 1, end).stream()
                        .map(
                                line ->
                                        line.startsWith(indent)
                                                ? line.substring(indent.length())
                                                : line)
                        .toList();
        return new Block(info, fence + 1, indent, content, typist(fence));
    }

    private Block.Typist typist(int fence) {
        String above = fence == 0 ? "" : lines.get(fence - 1).strip();
        return above.startsWith(NOT_RUN)
                ? Block.Typist.NOBODY
                : above.startsWith(ON_EMULATOR) ? Block.Typist.EMULATOR : Block.Typist.DESK;
    }

    /// The same page with other lines in one of its blocks.
    Page with(Block block, List<String> content) {
        List<String> changed = new ArrayList<>(lines.subList(0, block.first()));
        content.forEach(line -> changed.add(line.isEmpty() ? "" : block.indent() + line));
        changed.addAll(lines.subList(block.first() + block.lines().size(), lines.size()));
        return new Page(file, changed);
    }

    void write() {
        try {
            Files.writeString(file, String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
