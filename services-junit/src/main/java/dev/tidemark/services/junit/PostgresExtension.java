package dev.tidemark.services.junit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives every [TestDatabase] parameter of a test, a constructor or a `@BeforeEach` method a fresh database. Postgres
/// runs in a container where Docker answers and from the embedded binaries elsewhere, once per test JVM.
public final class PostgresExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(PostgresExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestDatabase.class;
    }

    @Override
    public TestDatabase resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var servers =
                context.getRoot()
                        .getStore(NAMESPACE)
                        .computeIfAbsent(Servers.class, unused -> new Servers(), Servers.class);
        return TestDatabase.create(servers.shared(), servers);
    }
}
