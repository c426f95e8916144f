package dev.tidemark.acceptance;

import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.S3Extension;
import dev.tidemark.services.junit.TestDatabase;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives every [World] parameter a world of its own. All of them share one server for sources, one for warehouses and
/// one S3: the transactions of a warehouse never move those of a source.
public final class WorldExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(WorldExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == World.class;
    }

    @Override
    public World resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var source = new PostgresExtension().resolveParameter(parameter, context);
        var warehouses =
                context.getRoot()
                        .getStore(NAMESPACE)
                        .computeIfAbsent(
                                TestDatabase.class,
                                unused -> source.onAnotherServer(),
                                TestDatabase.class);
        var s3 = new S3Extension().resolveParameter(parameter, context);
        return new World(source, warehouses.another(), s3);
    }
}
