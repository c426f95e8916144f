package dev.tidemark.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// AWS's own runtime client, which Lambda puts beside a function: the jars of this class path that belong to it.
final class RuntimeClient {

    /// Loads what lies in the folder it is started in and in `lib` below, as it does on Lambda.
    static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    private static final List<String> JARS =
            List.of(
                    "aws-lambda-java-runtime-interface-client-",
                    "aws-lambda-java-serialization-",
                    "aws-lambda-java-core-",
                    "utils-lite-");

    private RuntimeClient() {}

    static void copyInto(Path folder) {
        for (String name : JARS) {
            try {
                Path jar = jar(name);
                Files.copy(jar, folder.resolve(jar.getFileName().toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Path jar(String name) {
        return Stream.of(System.getProperty("java.class.path").split(":"))
                .map(Path::of)
                .filter(jar -> jar.getFileName().toString().startsWith(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("No %s on the class path".formatted(name)));
    }
}
