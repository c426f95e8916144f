package dev.tidemark.process.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A row of a small result, its values as text.
public record Row(List<@Nullable String> values) {

    public Row {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    public @Nullable String at(int column) {
        return values.get(column);
    }

    public String require(int column) {
        String value = values.get(column);
        if (value == null) {
            throw new IllegalStateException("column " + column + " of a result is null");
        }
        return value;
    }
}
