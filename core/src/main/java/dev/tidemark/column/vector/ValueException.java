package dev.tidemark.column.vector;

/// A value that cannot be kept or sent exactly. Knows only why; whoever walks the rows adds column and row. Never
/// carries the value itself.
public final class ValueException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ValueException(String why) {
        super(why);
    }
}
