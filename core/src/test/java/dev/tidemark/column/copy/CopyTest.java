package dev.tidemark.column.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.column.Column;
import dev.tidemark.column.ColumnBatch;
import dev.tidemark.column.ColumnType;
import dev.tidemark.column.Columns;
import dev.tidemark.column.DateType;
import dev.tidemark.column.DecimalType;
import dev.tidemark.column.IntegerType;
import dev.tidemark.column.Samples;
import dev.tidemark.column.TextType;
import dev.tidemark.column.TimestampType;
import dev.tidemark.column.Types;
import dev.tidemark.column.vector.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CopyTest {
    private static final String HEADER = "5047434f50590aff0d0a00" + "00000000" + "00000000";
    private static final String TRAILER = "ffff";

    @Test
    void readsWhatItWroteWhereverTheBytesAreSplit() throws IOException {
        ColumnBatch batch = Samples.hard();
        batch.truncate(7);
        byte[] bytes = encode(batch);
        for (int split = 0; split <= bytes.length; split += split < 8_000 ? 1 : 997) {
            assertThat(decode(batch.columns(), bytes, split)).isEqualTo(Samples.rows(batch));
        }
    }

    @Test
    void readsWhatItWroteByteByByte() throws IOException {
        ColumnBatch batch =
                Samples.hard().project(List.of("text required", "numeric(10,2) \"nullable\""));
        batch.truncate(7);
        List<List<String>> rows = new ArrayList<>();
        CopyDecoder decoder =
                new CopyDecoder(batch.columns(), read -> rows.addAll(Samples.rows(read)));
        for (byte one : encode(batch)) {
            decoder.feed(new byte[] {one});
        }
        decoder.finish();
        assertThat(rows).isEqualTo(Samples.rows(batch));
        assertThat(decoder.rows()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void readsRandomRowsInManyBatches(long seed) throws IOException {
        ColumnBatch batch = Samples.random(new Random(seed), 9_000);
        List<List<String>> rows = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        CopyDecoder decoder =
                new CopyDecoder(
                        batch.columns(),
                        read -> {
                            rows.addAll(Samples.rows(read));
                            sizes.add(read.rows());
                        });
        decoder.feed(encode(batch));
        decoder.finish();
        assertThat(rows).as("seed %d", seed).isEqualTo(Samples.rows(batch));
        assertThat(sizes).hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @CsvSource({
        // Worked out by hand from the send functions in the Postgres source, numeric_send and its
        // kin
        "'numeric(10,2)', 12.34,      0002 0000 0000 0002 000c 0d48",
        "'numeric(10,2)', -0.01,      0001 ffff 4000 0002 0064",
        "'numeric(10,2)', 0.00,       0000 0000 0000 0002",
        "'numeric(10,2)', 10000.00,   0001 0001 0000 0002 0001",
        "'numeric(10,2)', 99999999.99,0003 0001 0000 0002 270f 270f 26ac",
        "'numeric(20,2)', 12.34,      0002 0000 0000 0002 000c 0d48",
        "'numeric(38,1)', -0.1,       0001 ffff 4000 0001 03e8",
        "'numeric(38,0)', 18446744073709551616, 0005 0004 0000 0000 0734 1a58 02e1 03bb 0650",
        "numeric,         12.340,     0002 0000 0000 0003 000c 0d48",
        "numeric,         NaN,        0000 0000 c000 0000",
        "numeric,         Infinity,   0000 0000 d000 0000",
        "numeric,         -Infinity,  0000 0000 f000 0000",
        "'numeric(2,-4)', -120000,    0001 0001 4000 0000 000c",
        "real,            -0.0,       80000000",
        "uuid,            00112233-4455-6677-8899-aabbccddeeff, 0011 2233 4455 6677 8899 aabb ccdd eeff",
        "bytea,           \\x00ff,     00ff",
        "json,            '[ 1]',     5b20 315d",
        "jsonb,           '[1]',      015b 315d",
        "boolean,         true,       01",
        "smallint,        -2,         fffe",
        "integer,         -2,         fffffffe",
        "bigint,          258,        0000000000000102",
        "text,            é,          c3a9",
        "date,            2000-01-02, 00000001",
        "date,            1970-01-01, ffffd533",
        "time,            00:00:01.000000, 00000000000f4240",
        "timestamp,       2000-01-01T00:00:01, 00000000000f4240",
        "timestamptz,     1999-12-31T23:59:59.999999Z, ffffffffffffffff",
        "double precision,-0.0,       8000000000000000",
    })
    void speaksTheBytesOfPostgres(String typeName, String text, String hex) throws IOException {
        ColumnType type = Types.parse(typeName).orElseThrow();
        byte[] value = HexFormat.of().parseHex(hex.replace(" ", ""));
        byte[] stream = stream(row(value));
        ColumnBatch kept = ColumnBatch.of(Columns.of(Column.required("c", type)));
        CopyDecoder decoder = new CopyDecoder(kept.columns(), read -> kept.addRow(read, 0));
        decoder.feed(stream);
        decoder.finish();
        assertThat(kept.text(0, 0)).isEqualTo(text);
        assertThat(encode(kept)).isEqualTo(stream);
    }

    @ParameterizedTest
    @CsvSource({
        "'numeric(10,2)', 0000 0000 c000 0000,           is NaN",
        "'numeric(10,2)', 0000 0000 d000 0020,           is infinite",
        "'numeric(10,2)', 0000 0000 f000 0020,           is infinite",
        "'numeric(10,2)', 0002 0000 0000 0003 0001 04d2, has more decimal places than numeric(10,2)",
        "'numeric(10,2)', 0001 0002 0000 0002 0001,      is out of the range of numeric(10,2)",
        "'numeric(10,2)', 0001 0100 0000 0002 0001,      is out of the range of numeric(10,2)",
        "'numeric(10,2)', 0001 0000 0000 0002,           came as a malformed numeric of 8 bytes",
        "'numeric(20,2)', 0000 0000 c000 0000,           is NaN",
        "'numeric(20,2)', 0002 0000 0000 0003 0001 04d2, has more decimal places than numeric(20,2)",
        "'numeric(20,2)', 0002 0000 0000 0002 0001 04d2, has more decimal places than numeric(20,2)",
        "'numeric(20,2)', 0001 0005 0000 0002 0001,      is out of the range of numeric(20,2)",
        "'numeric(38,0)', 0001 7fff 0000 0000 0001,      is out of the range of numeric(38,0)",
        "'numeric(38,0)', 0001 0009 0000 0000 0064,      is out of the range of numeric(38,0)",
        "'numeric(20,2)', 0001 0000 0000 0002 2710,      came as a numeric with the digit 10000",
        "'numeric(20,2)', 0001 0000 0000 0002,           came as a malformed numeric of 8 bytes",
        "numeric,         0001 0000 0000 0000 2710,      came as a numeric with the digit 10000",
        "numeric,         0001 0000 0000 0000,           came as a malformed numeric of 8 bytes",
        "numeric,         0000 0000 1000 0000,           came as a numeric of unknown sign 4096",
        "numeric,         0000 0000 0000 4000,           came as a numeric with 16384 decimal places",
        "uuid,            0011,                          came as 2 bytes where uuid takes 16",
        "real,            0011,                          came as 2 bytes where real takes 4",
        "jsonb,           '',                            came as jsonb of an unknown version",
        "jsonb,           025b5d,                        came as jsonb of an unknown version",
        "date,            7fffffff,                      is an infinite date",
        "timestamp,       7fffffffffffffff,              is an infinite timestamp",
        "timestamptz,     8000000000000000,              is an infinite timestamptz",
        "timestamp,       7ffffffffffffffe,              lies beyond the year 294246",
        "integer,         0001,                          came as 2 bytes where integer takes 4",
    })
    void stopsAtWhatItCannotKeepAndNamesColumnAndKey(String typeName, String hex, String why) {
        ColumnType type = Types.parse(typeName).orElseThrow();
        Columns columns =
                Columns.of(
                        Column.required("amount", type),
                        Column.required("id", IntegerType.INTEGER),
                        Column.required("code", TextType.TEXT));
        byte[] value = HexFormat.of().parseHex(hex.replace(" ", ""));
        CopyDecoder decoder = new CopyDecoder(columns, read -> {});
        assertThatThrownBy(
                        () ->
                                decoder.feed(
                                        stream(
                                                row(
                                                        value,
                                                        new byte[] {0, 0, 0, 17},
                                                        new byte[] {'x'}))))
                .isInstanceOfSatisfying(
                        RowException.class,
                        e ->
                                assertThat(e.key(List.of("id", "code")))
                                        .isEqualTo("id 17, code #2d711642b726"))
                .hasMessageStartingWith("column amount (" + typeName + ") " + why);
    }

    @Test
    void believesNoStreamWithoutItsTrailer() throws IOException {
        byte[] whole = encode(Samples.hard());
        CopyDecoder decoder = new CopyDecoder(Samples.columns(), read -> {});
        decoder.feed(whole, 0, whole.length - 1);
        assertThat(decoder.finished()).isFalse();
        assertThatThrownBy(decoder::finish)
                .isInstanceOf(CopyFormatException.class)
                .hasMessage("the COPY stream ended without its trailer after 24 rows");
    }

    @Test
    void refusesBytesBehindTheTrailer() {
        CopyDecoder decoder = new CopyDecoder(Columns.of(), read -> {});
        assertThatThrownBy(() -> decoder.feed(HexFormat.of().parseHex(HEADER + TRAILER + "00")))
                .isInstanceOf(CopyFormatException.class)
                .hasMessage("the COPY stream goes on after its trailer");
    }

    @ParameterizedTest
    @CsvSource({
        "5047434f50590aff0d0a01 00000000 00000000, does not begin as a binary COPY does",
        "5047434f50590aff0d0a00 00010000 00000000, flags of an unknown format",
        "5047434f50590aff0d0a00 00000000 ffffffff, an extension of -1 bytes",
        "5047434f50590aff0d0a00 00000000 00000000 0002, a COPY row has 2 fields where 1 columns are read",
        "5047434f50590aff0d0a00 00000000 00000000 0001 fffffffe, column id comes with the length -2",
        "5047434f50590aff0d0a00 00000000 00000000 0001 7fffffff, makes the row wider than 33554432 bytes",
    })
    void refusesWhatIsNoCopyOfTheseColumns(String hex, String why) {
        Columns columns = Columns.of(Column.required("id", IntegerType.INTEGER));
        CopyDecoder decoder = new CopyDecoder(columns, read -> {});
        assertThatThrownBy(() -> decoder.feed(HexFormat.of().parseHex(hex.replace(" ", ""))))
                .hasMessageContaining(why);
    }

    @Test
    void skipsAnExtensionOfTheHeader() throws IOException {
        CopyDecoder decoder = new CopyDecoder(Columns.of(), read -> {});
        decoder.feed(
                HexFormat.of()
                        .parseHex(
                                "5047434f50590aff0d0a00"
                                        + "00000000"
                                        + "00000002"
                                        + "abcd"
                                        + TRAILER));
        decoder.finish();
        assertThat(decoder.finished()).isTrue();
    }

    @Test
    void sendsIntegersOnlyIntoTypesThatHoldThem() {
        ColumnBatch batch = ColumnBatch.of(Columns.of(Column.required("n", IntegerType.BIGINT)));
        batch.longs("n").add(40_000);
        CopyEncoder encoder =
                new CopyEncoder(Columns.of(Column.required("small", IntegerType.SMALLINT)));
        assertThatThrownBy(() -> encoder.rows(batch))
                .isInstanceOf(RowException.class)
                .hasMessage("column small (smallint) is out of the range of smallint");
    }

    @Test
    void sendsNothingIntoATypeThatMeansSomethingElse() {
        refuses(TimestampType.LOCAL, TimestampType.INSTANT);
        refuses(new DecimalType(10, 2), new DecimalType(10, 3));
        refuses(new DecimalType(12, 2), new DecimalType(10, 2));
        refuses(IntegerType.INTEGER, new DateType());
    }

    private static void refuses(ColumnType from, ColumnType to) {
        ColumnBatch batch = ColumnBatch.of(Columns.of(Column.required("a", from)));
        assertThatThrownBy(() -> new CopyEncoder(Columns.of(Column.required("b", to))).rows(batch))
                .hasMessage(
                        "column a holds %s, which column b of type %s does not take"
                                .formatted(from.name(), to.name()));
    }

    private static List<List<String>> decode(Columns columns, byte[] bytes, int split)
            throws IOException {
        List<List<String>> rows = new ArrayList<>();
        CopyDecoder decoder = new CopyDecoder(columns, read -> rows.addAll(Samples.rows(read)));
        decoder.feed(bytes, 0, split);
        decoder.feed(bytes, split, bytes.length - split);
        decoder.finish();
        return rows;
    }

    private static byte[] encode(ColumnBatch batch) {
        CopyEncoder encoder = new CopyEncoder(batch.columns());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(content(encoder.header()));
        out.writeBytes(content(encoder.rows(batch)));
        out.writeBytes(content(encoder.trailer()));
        return out.toByteArray();
    }

    private static byte[] content(Bytes bytes) {
        return Arrays.copyOf(bytes.array(), bytes.size());
    }

    private static byte[] stream(String rows) {
        return HexFormat.of().parseHex(HEADER + rows + TRAILER);
    }

    private static String row(byte[]... values) {
        StringBuilder hex = new StringBuilder(HexFormat.of().toHexDigits((short) values.length));
        for (byte[] value : values) {
            hex.append(HexFormat.of().toHexDigits(value.length))
                    .append(HexFormat.of().formatHex(value));
        }
        return hex.toString();
    }
}
