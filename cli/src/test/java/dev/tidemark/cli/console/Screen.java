package dev.tidemark.cli.console;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A terminal that understands what live progress sends (ECMA-48): cursor up, erase line, erase
/// below; colours are dropped.
public final class Screen {

    private static final Pattern TOKEN =
            Pattern.compile("\033\\[(\\d*)([AJKm])|(\r)|(\n)|([^\033\r\n]+)");

    private Screen() {}

    /// What a person sees in the end.
    public static List<String> after(String output) {
        List<String> lines = new ArrayList<>(List.of(""));
        int row = 0;
        Matcher token = TOKEN.matcher(output);
        while (token.find()) {
            if (token.group(4) != null) {
                row++;
                if (row == lines.size()) {
                    lines.add("");
                }
            } else if (token.group(5) != null) {
                lines.set(row, lines.get(row) + token.group(5));
            } else if ("A".equals(token.group(2))) {
                row -= Integer.parseInt(token.group(1));
            } else if ("K".equals(token.group(2))) {
                lines.set(row, "");
            } else if ("J".equals(token.group(2))) {
                lines.subList(row, lines.size()).clear();
                lines.add("");
            }
        }
        return lines.stream().map(String::stripTrailing).toList();
    }
}
