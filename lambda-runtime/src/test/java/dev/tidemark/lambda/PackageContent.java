package dev.tidemark.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/// What lies in a package.
///
/// @param files all of them, those in jars not counted
/// @param natives compiled code for a processor, those in jars too
record PackageContent(long zippedBytes, List<File> files, List<Native> natives) {

    private static final Pattern NATIVE = Pattern.compile(".*\\.(so|dll|dylib|jnilib)(_.*)?");
    private static final int ELF_HEADER_BYTES = 20;

    /// @param bytes unpacked
    record File(String name, long bytes) {
        boolean isJar() {
            return name.endsWith(".jar");
        }

        /// Without its folder.
        String jar() {
            return name.substring(name.lastIndexOf('/') + 1);
        }
    }

    /// @param machine `e_machine` of its ELF header; -1 if it has none
    record Native(String place, int machine) {}

    static PackageContent of(FunctionPackage function) {
        List<File> files = new ArrayList<>();
        List<Native> natives = new ArrayList<>();
        try (ZipFile zip = new ZipFile(function.zip().toFile())) {
            for (ZipEntry entry : zip.stream().filter(e -> !e.isDirectory()).toList()) {
                files.add(new File(entry.getName(), entry.getSize()));
                try (InputStream bytes = zip.getInputStream(entry)) {
                    collect(entry.getName(), bytes, natives);
                }
            }
            return new PackageContent(Files.size(function.zip()), files, natives);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void collect(String name, InputStream bytes, List<Native> natives)
            throws IOException {
        if (NATIVE.matcher(name).matches()) {
            natives.add(new Native(name, machine(bytes.readNBytes(ELF_HEADER_BYTES))));
        } else if (name.endsWith(".jar")) {
            var jar = new ZipInputStream(bytes);
            for (var entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
                collect(name + "!/" + entry.getName(), jar, natives);
            }
        }
    }

    private static int machine(byte[] header) {
        return header.length == ELF_HEADER_BYTES && header[1] == 'E' && header[2] == 'L'
                ? (header[18] & 0xFF) | (header[19] & 0xFF) << 8
                : -1;
    }

    long unpackedBytes() {
        return files.stream().mapToLong(File::bytes).sum();
    }

    List<String> jars() {
        return files.stream().filter(File::isJar).map(File::jar).toList();
    }
}
