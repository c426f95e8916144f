package dev.tidemark.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {

    @Test
    void findsTheNameThatWasMeant() {
        assertThat(NearestName.of("exlcude", List.of("schemas", "exclude", "private")))
                .hasValue("exclude");
        assertThat(NearestName.of("STAFF_ID", List.of("staff_id", "unit_id"))).hasValue("staff_id");
    }

    @Test
    void twoLettersInTheWrongOrderAreOneSlip() {
        assertThat(NearestName.of("rnu", List.of("run", "runs", "init", "show"))).hasValue("run");
    }

    @Test
    void theLongerTheWordTheMoreSlipsItMayHave() {
        assertThat(NearestName.of("staf", List.of("staff"))).hasValue("staff");
        assertThat(NearestName.of("sauce", List.of("source"))).hasValue("source");
        assertThat(NearestName.of("salary", List.of("salaries"))).hasValue("salaries");
    }

    @Test
    void twoWordsThatShareHalfOfTheirLettersAreTwoWords() {
        assertThat(NearestName.of("item", List.of("time", "unit"))).isEmpty();
        assertThat(NearestName.of("rows", List.of("runs"))).isEmpty();
        assertThat(NearestName.of("orders", List.of("worker"))).isEmpty();
    }

    @Test
    void findsNothingWhereNothingIsNear() {
        assertThat(NearestName.of("banana", List.of("schemas", "exclude"))).isEmpty();
        assertThat(NearestName.hint("banana", List.of("b", "a"))).isEqualTo("known are: a, b");
        assertThat(NearestName.hint("banana", List.of())).isEqualTo("there is none at all");
    }
}
