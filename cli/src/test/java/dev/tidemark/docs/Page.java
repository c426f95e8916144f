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
    private static final Pattern INLINE = Pattern.compile("`([^`]+)`");

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
        return new Block(info, fence + 1, indent, content, mark(fence));
    }

    private String mark(int fence) {
        String above = fence == 0 ? "" : lines.get(fence - 1).strip();
        return above.startsWith("<!-- ") && above.endsWith(" -->") ? above : "";
    }

    /// Everything that is set as code: blocks, and what stands within backticks in the text, which may go on in the next
    /// line.
    List<String> code() {
        List<String> code = new ArrayList<>(blocks().stream().map(Block::text).toList());
        for (String paragraph : text().split("\n\\s*\n|(?<=\\|)\n", -1)) {
            INLINE.matcher(paragraph)
                    .results()
                    .forEach(found -> code.add(found.group(1).replaceAll("\\s+", " ")));
        }
        return code;
    }

    private String text() {
        List<String> text = new ArrayList<>(lines);
        blocks().forEach(
                        block ->
                                text.subList(
                                                block.first() - 1,
                                                block.first() + block.lines().size() + 1)
                                        .replaceAll(line -> ""));
        return String.join("\n", text);
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
