package dev.tidemark.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1 from delta.orders",
                "select 1 from current.orders o",
                "select 1 from(CURRENT . Orders)",
                "select 1 from \"delta\" /* the run's */ . \"orders\"",
                "select '--' from delta.\n  orders",
            })
    void namesATableThatItReads(String sql) {
        assertThat(model(sql).names("orders")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1 from delta.orders_old",
                "select 1 from other_delta.orders",
                "select 1 from orders",
                "select 1 from delta.\"orders too\"",
                "select 1 from delta.other -- not delta.orders",
                "select 1 from delta.other /* nor\ncurrent.orders */",
                "select 'delta.orders' from delta.other",
            })
    void namesNoTableThatItDoesNotRead(String sql) {
        assertThat(model(sql).names("orders")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"select 1 from delta.\"We\"\"ird; --\"", "from delta.\"we\"\"ird; --\""})
    void namesATableWithAStrangeName(String sql) {
        assertThat(model(sql).names("We\"ird; --")).isTrue();
    }

    @Test
    void showsTheLineWhereANameIsFirstSaid() {
        String select = "select\n    order_id,\n    staff_id\nfrom delta.orders";
        Model model = model(select, "/*\nkind: fact\nkey: [order_id]\n*/\n\n" + select + ";\n");

        assertThat(model.sqlLine()).isEqualTo(6);
        assertThat(model.placeInHead("order_id")).isEqualTo("sales/models/fact_order.sql:3");
        assertThat(model.placeInSelect("order_id")).isEqualTo("sales/models/fact_order.sql:7");
        assertThat(model.placeInSelect("delta.orders")).isEqualTo("sales/models/fact_order.sql:9");
        assertThat(model.placeInSelect("order")).isEqualTo("sales/models/fact_order.sql:6");
    }

    private static Model model(String sql) {
        return model(sql, sql);
    }

    private static Model model(String sql, String text) {
        return new Model(
                "fact_order",
                "sales/models/fact_order.sql",
                ModelKind.FACT,
                Optional.empty(),
                List.of("order_id"),
                History.EVERY_VERSION,
                List.of(),
                text,
                sql,
                "definition");
    }
}
