package dev.tidemark.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

/// A free port of the loopback address, the same as last time where nobody took it: addresses that people wrote down
/// stay right.
final class Port {

    private static final int ANY = 0;

    private Port() {}

    /// @param memory the file that remembers the port
    static int preferring(Path memory) {
        int last = Folders.read(memory).map(Integer::parseInt).orElse(ANY);
        int port = isFree(last) ? last : free();
        Folders.writePrivately(memory, Integer.toString(port));
        return port;
    }

    private static boolean isFree(int port) {
        if (port == ANY) {
            return false;
        }
        try (var socket = bound(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static int free() {
        try (var socket = bound(ANY)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No free port on 127.0.0.1", e);
        }
    }

    private static ServerSocket bound(int port) throws IOException {
        var socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            socket.bind(new InetSocketAddress(loopback, port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
