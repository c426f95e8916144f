package dev.tidemark.cli.show;

import static org.apache.parquet.schema.LogicalTypeAnnotation.decimalType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.jsonType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.uuidType;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A value is shown as a reader of the source knows it.
class CellTest {

    private static final Schema FIXED = Schema.createFixed("f", null, null, 16);

    @Test
    void aUuidHasItsHyphens() {
        assertThat(Cell.text(fixed(uuidType()), sixteen("00112233445566778899aabbccddeeff")))
                .isEqualTo("00112233-4455-6677-8899-aabbccddeeff");
    }

    @Test
    void aLongDecimalHasItsPoint() {
        assertThat(Cell.text(fixed(decimalType(2, 38)), sixteen("f".repeat(32))))
                .isEqualTo("-0.01");
    }

    @Test
    void jsonIsText() {
        var json = ByteBuffer.wrap("{\"é\": 1}".getBytes(StandardCharsets.UTF_8));

        assertThat(Cell.text(field(jsonType()), json)).isEqualTo("{\"é\": 1}");
    }

    @Test
    void bytesAreWrittenAsPostgresDoes() {
        assertThat(Cell.text(field(null), ByteBuffer.wrap(new byte[] {0, -1})))
                .isEqualTo("\\x00ff");
    }

    private static GenericData.Fixed sixteen(String hex) {
        return new GenericData.Fixed(FIXED, HexFormat.of().parseHex(hex));
    }

    private static PrimitiveType fixed(LogicalTypeAnnotation annotation) {
        return Types.optional(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
                .length(16)
                .as(annotation)
                .named("c");
    }

    private static PrimitiveType field(@Nullable LogicalTypeAnnotation annotation) {
        return Types.optional(PrimitiveTypeName.BINARY).as(annotation).named("c");
    }
}
