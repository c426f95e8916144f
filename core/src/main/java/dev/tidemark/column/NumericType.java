package dev.tidemark.column;

import dev.tidemark.column.vector.Bytes;
import dev.tidemark.column.vector.BytesVector;
import dev.tidemark.column.vector.LongVector;
import dev.tidemark.column.vector.Vector;
import java.nio.charset.StandardCharsets;

/// A `numeric` that fits no decimal of Parquet: without precision, of more than 38 digits, or of a scale that is negative
/// or larger than the precision. Kept as the text that Postgres prints, with its trailing zeros; NaN and the infinities
/// are values like others.
public record NumericType(String name) implements TextualType {
    public static final NumericType UNBOUNDED = new NumericType("numeric");

    @Override
    public void decode(byte[] wire, int offset, int length, Vector into) {
        BytesVector texts = (BytesVector) into;
        NumericText.decode(wire, offset, length, texts.tail());
        texts.addTail();
    }

    @Override
    public void encode(Vector from, int row, Bytes wire) {
        switch (from) {
            case BytesVector texts ->
                    NumericText.encode(texts.array(), texts.offset(row), texts.length(row), wire);
            default -> {
                long whole = ((LongVector) from).at(row);
                byte[] text = Long.toString(whole).getBytes(StandardCharsets.US_ASCII);
                NumericText.encode(text, 0, text.length, wire);
            }
        }
    }

    /// Whole numbers, and any text: one that is no number is refused when it is sent.
    @Override
    public boolean takes(ColumnType other) {
        return other instanceof NumericType
                || other instanceof TextType
                || other instanceof IntegerType;
    }
}
