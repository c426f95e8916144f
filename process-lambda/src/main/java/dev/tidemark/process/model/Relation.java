package dev.tidemark.process.model;

import dev.tidemark.process.engine.Sql;

/// A relation that a model may read.
public sealed interface Relation extends Comparable<Relation> {

    /// As SQL names it, quoted.
    String sql();

    /// The source's table, or the reference relation, by its name.
    String source();

    /// The rows of a table that a run brings.
    record Delta(String table) implements Relation {
        @Override
        public String sql() {
            return "delta." + Sql.identifier(table);
        }

        @Override
        public String source() {
            return table;
        }

        @Override
        public String toString() {
            return "delta." + table;
        }
    }

    /// A whole table as of a run.
    record Current(String table) implements Relation {
        @Override
        public String sql() {
            return "current." + Sql.identifier(table);
        }

        @Override
        public String source() {
            return table;
        }

        @Override
        public String toString() {
            return "current." + table;
        }
    }

    /// The days that other models refer to.
    record Calendar() implements Relation {
        @Override
        public String sql() {
            return "calendar";
        }

        @Override
        public String source() {
            return sql();
        }

        @Override
        public String toString() {
            return sql();
        }
    }

    /// The currencies of ISO 4217.
    record IsoCurrency() implements Relation {
        @Override
        public String sql() {
            return "iso_currency";
        }

        @Override
        public String source() {
            return sql();
        }

        @Override
        public String toString() {
            return sql();
        }
    }

    @Override
    default int compareTo(Relation other) {
        return toString().compareTo(other.toString());
    }
}
