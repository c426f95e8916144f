package dev.tidemark.column;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The columns of a table in their order, each name once.
public final class Columns {
    private final List<Column> list;
    private final Map<String, Integer> indexes = new HashMap<>();

    private Columns(List<Column> list) {
        this.list = list;
        for (Column column : list) {
            if (indexes.put(column.name(), indexes.size()) != null) {
                throw new IllegalArgumentException("column " + column.name() + " appears twice");
            }
        }
    }

    public static Columns of(Collection<Column> columns) {
        return new Columns(List.copyOf(columns));
    }

    public static Columns of(Column... columns) {
        return new Columns(List.of(columns));
    }

    public List<Column> list() {
        return list;
    }

    public List<String> names() {
        return list.stream().map(Column::name).toList();
    }

    public int size() {
        return list.size();
    }

    public Column at(int index) {
        return list.get(index);
    }

    public Optional<Column> find(String name) {
        return Optional.ofNullable(indexes.get(name)).map(list::get);
    }

    /// The position of a column that is known to be there.
    public int indexOf(String name) {
        Integer index = indexes.get(name);
        if (index == null) {
            throw new IllegalArgumentException("no column " + name + " among " + names());
        }
        return index;
    }

    /// The named columns, in the order of the names.
    public Columns project(List<String> names) {
        return of(names.stream().map(name -> list.get(indexOf(name))).toList());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Columns columns && columns.list.equals(list);
    }

    @Override
    public int hashCode() {
        return list.hashCode();
    }

    @Override
    public String toString() {
        return list.toString();
    }
}
