package dev.tidemark.column;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypesTest {
    @ParameterizedTest
    @MethodSource("dev.tidemark.column.Samples#types")
    void readsEveryNameItWrites(ColumnType type) {
        assertThat(Types.parse(type.name())).contains(type);
    }

    @ParameterizedTest
    @CsvSource({
        "pg_catalog, bool,        b, -1,     boolean",
        "pg_catalog, int4,        b, -1,     integer",
        "pg_catalog, numeric,     b, 655366, 'numeric(10,2)'",
        "pg_catalog, numeric,     b, -1,     numeric",
        "pg_catalog, numeric,     b, 1245190, 'numeric(19,2)'",
        "pg_catalog, numeric,     b, 2490374, 'numeric(38,2)'",
        "pg_catalog, numeric,     b, 2555910, 'numeric(39,2)'",
        "pg_catalog, numeric,     b, 133123, 'numeric(2,-1)'",
        "pg_catalog, numeric,     b, 131079, 'numeric(2,3)'",
        "pg_catalog, float4,      b, -1,     real",
        "pg_catalog, uuid,        b, -1,     uuid",
        "pg_catalog, bytea,       b, -1,     bytea",
        "pg_catalog, json,        b, -1,     json",
        "pg_catalog, jsonb,       b, -1,     jsonb",
        "pg_catalog, varchar,     b, 7,      varchar(3)",
        "pg_catalog, varchar,     b, -1,     varchar",
        "pg_catalog, bpchar,      b, 14,     char(10)",
        "pg_catalog, timestamp,   b, 3,      timestamp",
        "pg_catalog, timestamptz, b, -1,     timestamptz",
        "public, PaymentTypeName, e, -1,     enum public.PaymentTypeName",
    })
    void findsTheTypeOfACatalogEntry(
            String schema, String name, String kind, int modifier, String expected) {
        assertThat(Types.find(schema, name, kind, modifier).map(ColumnType::name))
                .contains(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "pg_catalog, interval,  b, -1",
        "pg_catalog, _int4,     b, -1",
        "public,     text,      b, -1",
        "public,     amount,    d, -1",
        "public,     pair,      c, -1",
    })
    void findsNothingForATypeWithoutAFlatForm(
            String schema, String name, String kind, int modifier) {
        assertThat(Types.find(schema, name, kind, modifier)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "JSON", "numeric(", "decimal", "float", "TEXT"})
    void readsNoOtherName(String name) {
        assertThat(Types.parse(name)).isEmpty();
    }

    @Test
    void aWallClockIsNoInstant() {
        assertThat(TimestampType.LOCAL).isNotEqualTo(TimestampType.INSTANT);
    }
}
