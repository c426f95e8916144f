package dev.tidemark.services.junit;

import dev.tidemark.services.EmbeddedS3;
import dev.tidemark.services.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import software.amazon.awssdk.services.s3.S3Client;

/// Gives every [TestS3] parameter the embedded S3, started once per test JVM.
public final class S3Extension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(S3Extension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestS3.class;
    }

    @Override
    public TestS3 resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var shared =
                context.getRoot()
                        .getStore(NAMESPACE)
                        .computeIfAbsent(Shared.class, unused -> Shared.start(), Shared.class);
        return new TestS3(shared.server(), shared.client());
    }

    private record Shared(Path folder, EmbeddedS3 server, S3Client client)
            implements AutoCloseable {

        static Shared start() {
            try {
                Path folder = Files.createTempDirectory("tidemark-test-s3");
                var server = EmbeddedS3.start(folder);
                return new Shared(folder, server, server.client());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            client.close();
            server.close();
            Folders.delete(folder);
        }
    }
}
