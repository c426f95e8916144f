package dev.tidemark.cli.demo;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.failure.TerminalFailure;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuestionTest {

    private static final List<Question.Line> ANSWER =
            List.of(new Question.Line("2026-01", "GBP", 3, BigDecimal.TEN));

    @Test
    void answersThatDisagreeFailTheDemo() {
        assertThatThrownBy(() -> new Question(List.of(), ANSWER).requireAgreed())
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("answer the same question differently");
    }

    @Test
    void answersThatAgreeDoNot() {
        assertThatCode(() -> new Question(ANSWER, ANSWER).requireAgreed())
                .doesNotThrowAnyException();
    }
}
