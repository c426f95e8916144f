package dev.tidemark.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.shaded.org.eclipse.jetty.io.Content;
import org.gaul.shaded.org.eclipse.jetty.server.Handler;
import org.gaul.shaded.org.eclipse.jetty.server.Request;
import org.gaul.shaded.org.eclipse.jetty.server.Response;
import org.gaul.shaded.org.eclipse.jetty.server.Server;
import org.gaul.shaded.org.eclipse.jetty.util.Callback;

/// Reads each request to its end. The proxy answers an upload without having read the checksum behind it; had that not come
/// in yet, the connection would be closed, and a client that keeps it for its next upload could not send that one again.
final class WholeRequests extends Handler.Wrapper {

    private WholeRequests(Handler handler) {
        super(handler);
    }

    /// The proxy's own server cannot be had otherwise.
    static void in(S3Proxy proxy) {
        try {
            var field = S3Proxy.class.getDeclaredField("server");
            field.setAccessible(true);
            var server = (Server) field.get(proxy);
            server.setHandler(new WholeRequests(server.getHandler()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "this release of s3proxy keeps its server elsewhere", e);
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return super.handle(
                request,
                response,
                new Callback.Nested(callback) {
                    @Override
                    public void succeeded() {
                        readToTheEnd(request);
                        super.succeeded();
                    }
                });
    }

    private static void readToTheEnd(Request request) {
        try {
            Content.Source.consumeAll(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
