package dev.tidemark.cli.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QuestionTest {

    static Stream<Method> factories() {
        return Arrays.stream(Question.class.getDeclaredMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()))
                .filter(method -> !Modifier.isPrivate(method.getModifiers()))
                .filter(method -> method.getReturnType() == Question.class);
    }

    @ParameterizedTest
    @MethodSource("factories")
    void everyQuestionReads(Method factory) throws ReflectiveOperationException {
        var names = Collections.nCopies(factory.getParameterCount(), "name").toArray();

        var question = (Question) factory.invoke(null, names);

        assertThat(question).isNotNull();
        assertThat(question.action()).matches("(Get|List|Describe)[A-Z].*");
        assertThat(question.action()).isNotEqualTo("GetSecretValue");
    }

    @ParameterizedTest
    @MethodSource("factories")
    void theRightToAskItIsDocumented(Method factory) throws Exception {
        var names = Collections.nCopies(factory.getParameterCount(), "name").toArray();
        var question = (Question) factory.invoke(null, names);

        assertThat(Files.readString(Path.of("../docs/check.md")))
                .contains("`" + question.right() + "`");
    }
}
