package dev.tidemark.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.column.Column;
import dev.tidemark.column.ColumnBatch;
import dev.tidemark.column.ColumnType;
import dev.tidemark.column.Columns;
import dev.tidemark.column.IntegerType;
import dev.tidemark.column.TextType;
import dev.tidemark.column.vector.BytesVector;
import dev.tidemark.column.vector.LongVector;
import dev.tidemark.column.vector.Vector;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// However often values come again, and whenever that changes, every reader gets each of them, and only
/// columns whose values do come again have a dictionary.
@Tag("slow")
class RepetitionTest {

    private static final int ROWS = 300_000;

    /// More than a page holds.
    private static final int TURN = 200_000;

    private static final List<ColumnType> TYPES =
            List.of(IntegerType.INTEGER, IntegerType.BIGINT, TextType.TEXT);

    @TempDir private Path folder;

    /// What the values of a column are, in Java and in SQL.
    private enum Shape {
        ONE("42", true) {
            @Override
            Long at(long row) {
                return 42L;
            }
        },
        FEW("row % 7", true) {
            @Override
            Long at(long row) {
                return row % 7;
            }
        },
        NONE_TWICE("row * 3", false) {
            @Override
            Long at(long row) {
                return row * 3;
            }
        },
        FEW_THEN_NONE_TWICE("case when row < 200000 then row % 5 else row end", true) {
            @Override
            Long at(long row) {
                return row < TURN ? row % 5 : row;
            }
        },
        NULLS_THEN_FEW("case when row >= 200000 then row % 3 end", true) {
            @Override
            @Nullable Long at(long row) {
                return row < TURN ? null : row % 3;
            }
        },
        NULLS_BETWEEN_MANY("case when row % 2 = 0 then row % 100000 end", false) {
            @Override
            @Nullable Long at(long row) {
                return row % 2 == 0 ? row % 100_000 : null;
            }
        },
        ONLY_NULLS("cast(null as bigint)", false) {
            @Override
            @Nullable Long at(long row) {
                return null;
            }
        };

        private final String sql;
        private final boolean isRepetitive;

        Shape(String sql, boolean isRepetitive) {
            this.sql = sql;
            this.isRepetitive = isRepetitive;
        }

        abstract @Nullable Long at(long row);
    }

    @Test
    void isWrittenSoThatEveryValueIsReadBack() throws IOException {
        Path file = write();

        long row = 0;
        try (ParquetReader reader = ParquetReader.open(file)) {
            ColumnBatch batch = reader.newBatch();
            while (reader.read(batch)) {
                for (int i = 0; i < batch.rows(); i++, row++) {
                    for (int column = 0; column < batch.columns().size(); column++) {
                        String expected = text(shape(column).at(row));
                        if (!expected.equals(text(batch.vector(column), i))) {
                            assertThat(text(batch.vector(column), i))
                                    .as("%s in row %d", batch.columns().at(column), row)
                                    .isEqualTo(expected);
                        }
                    }
                }
            }
        }
        assertThat(row).isEqualTo(ROWS);
    }

    @Test
    void isWrittenSoThatOthersReadEveryValue() throws IOException, SQLException {
        Path file = write();

        for (Column column : columns().list()) {
            Shape shape = Shape.valueOf(column.name().substring(column.name().indexOf(' ') + 1));
            assertThat(
                            text(
                                    "select count(*) from (select \"%1$s\" as value, file_row_number as row from read_parquet('%2$s', file_row_number = true)) where cast(value as varchar) is distinct from cast(%3$s as varchar)"
                                            .formatted(column.name(), file, shape.sql)))
                    .as(column.name())
                    .isEqualTo("0");
        }
    }

    @Test
    void earnsADictionary() throws IOException, SQLException {
        Path file = write();

        for (Column column : columns().list()) {
            Shape shape = Shape.valueOf(column.name().substring(column.name().indexOf(' ') + 1));
            assertThat(
                            text(
                                    "select bool_or(dictionary_page_offset is not null) from parquet_metadata('%s') where path_in_schema = '%s'"
                                            .formatted(file, column.name())))
                    .as(column.name())
                    .isEqualTo(Boolean.toString(shape.isRepetitive));
        }
    }

    private Path write() throws IOException {
        Path file = folder.resolve("repetition.parquet");
        Columns columns = columns();
        ColumnBatch batch = ColumnBatch.of(columns);
        try (ParquetWriter writer = ParquetWriter.create(file, columns)) {
            for (int row = 0; row < ROWS; row++) {
                for (int column = 0; column < columns.size(); column++) {
                    add(shape(column).at(row), batch.vector(column));
                }
                if (batch.isFull() || row == ROWS - 1) {
                    writer.write(batch);
                    batch.clear();
                }
            }
            writer.finish();
        }
        return file;
    }

    private static Columns columns() {
        List<Column> columns = new ArrayList<>();
        for (Shape shape : Shape.values()) {
            for (ColumnType type : TYPES) {
                columns.add(Column.nullable(type + " " + shape, type));
            }
        }
        return Columns.of(columns);
    }

    private static Shape shape(int column) {
        return Shape.values()[column / TYPES.size()];
    }

    private static void add(@Nullable Long value, Vector to) {
        if (value == null) {
            to.addNull();
        } else if (to instanceof BytesVector bytes) {
            bytes.add(Long.toString(value));
        } else {
            ((LongVector) to).add(value);
        }
    }

    private static String text(@Nullable Long value) {
        return String.valueOf(value);
    }

    private static String text(Vector vector, int row) {
        if (vector.isNull(row)) {
            return "null";
        }
        return vector instanceof BytesVector bytes
                ? bytes.text(row)
                : Long.toString(((LongVector) vector).at(row));
    }

    private static String text(String select) throws SQLException {
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement();
                ResultSet result = statement.executeQuery(select)) {
            result.next();
            return result.getString(1);
        }
    }
}
