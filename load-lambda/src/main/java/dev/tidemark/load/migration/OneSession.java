package dev.tidemark.load.migration;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// A data source that hands out the same session however often it is asked. Flyway opens two, one for the migrations and one
/// for their history, and commits one after the other: whoever died in between would leave migrations without history,
/// which no later call could apply again. In one session both are one transaction.
final class OneSession {

    private OneSession() {}

    /// @param session is closed by its owner and nobody else
    static DataSource of(Connection session) {
        return keeping(session, Set.of("close"));
    }

    /// Whatever is done in it ends with its owner's transaction, whoever asks for a commit.
    static DataSource rehearsing(Connection session) {
        return keeping(session, Set.of("close", "commit", "setAutoCommit"));
    }

    private static DataSource keeping(Connection session, Set<String> ignored) {
        Connection shared =
                proxy(
                        Connection.class,
                        (proxy, method, arguments) ->
                                ignored.contains(method.getName())
                                        ? null
                                        : invoke(session, method, arguments));
        return proxy(
                DataSource.class,
                (proxy, method, arguments) ->
                        method.getName().equals("getConnection")
                                ? shared
                                : invoke(shared, method, arguments));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(
                        OneSession.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object invoke(
            Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
