package dev.tidemark.cli.console;

/// Puts emphasis on text by SGR sequences (ECMA-48), or leaves it as it is.
public enum Style {
    PLAIN,
    COLOURED;

    public String bold(String text) {
        return sequence("1", text);
    }

    public String dim(String text) {
        return sequence("2", text);
    }

    public String red(String text) {
        return sequence("31", text);
    }

    public String green(String text) {
        return sequence("32", text);
    }

    public String cyan(String text) {
        return sequence("36", text);
    }

    private String sequence(String code, String text) {
        return this == PLAIN || text.isEmpty() ? text : "\033[" + code + "m" + text + "\033[0m";
    }

    /// How many columns a text takes, sequences left out.
    public static int width(String text) {
        String visible = text.indexOf('\033') < 0 ? text : text.replaceAll("\033\\[[0-9;]*m", "");
        return visible.codePointCount(0, visible.length());
    }
}
