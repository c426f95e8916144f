package dev.tidemark.services.junit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// A self-made authority, and servers whose certificates it signs. Made by the JDK's keytool.
public record Authority(Path folder, String name) {

    private static final String PASSWORD = "only for a test";

    /// @param folder an existing one, that its files are written to
    public static Authority in(Path folder, String name) throws IOException {
        var authority = new Authority(folder, name);
        authority.keytool("-genkeypair", "-alias", "ca", "-dname", "CN=" + name, "-ext", "bc:c");
        Files.writeString(authority.file(), pem("CERTIFICATE", authority.certificate("ca")));
        return authority;
    }

    /// What `sslrootcert` names.
    public Path file() {
        return folder.resolve(name + ".pem");
    }

    /// Lets the server of a database speak TLS under a name. Its files are written by itself: it may run in a
    /// container.
    public void sign(TestDatabase database, String host)
            throws IOException, SQLException, GeneralSecurityException {
        keytool(
                "-genkeypair",
                "-alias",
                host,
                "-dname",
                "CN=" + host,
                "-ext",
                "san=dns:" + host,
                "-signer",
                "ca");
        database.execute(
                write("tls.crt", pem("CERTIFICATE", certificate(host))),
                write("tls.key", pem("PRIVATE KEY", key(host))),
                "alter system set ssl_cert_file = 'tls.crt'",
                "alter system set ssl_key_file = 'tls.key'",
                "alter system set ssl = on",
                "select pg_reload_conf()");
    }

    private static String write(String file, String text) {
        return "copy (select unnest(string_to_array('%s', '|'))) to program 'umask 077; cat > %s'"
                .formatted(text.strip().replace('\n', '|'), file);
    }

    private byte[] certificate(String alias) throws IOException {
        try {
            Certificate certificate = keys().getCertificate(alias);
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private byte[] key(String alias) throws IOException, GeneralSecurityException {
        return keys().getKey(alias, PASSWORD.toCharArray()).getEncoded();
    }

    private KeyStore keys() throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(store().toFile(), PASSWORD.toCharArray());
    }

    private Path store() {
        return folder.resolve(name + ".p12");
    }

    private static String pem(String kind, byte[] content) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, text);
    }

    private void keytool(String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-keyalg", "EC", "-validity", "2", "-storepass", PASSWORD));
        command.addAll(List.of("-keystore", store().toString()));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("keytool.log").toFile())
                        .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(Files.readString(folder.resolve("keytool.log")));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
