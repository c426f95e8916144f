package dev.tidemark.cli.deployment;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// AWS on this machine, and in it a deployment that the real Terraform made of the real configuration.
final class Emulator implements AutoCloseable {

    static final Path TERRAFORM = Path.of("../terraform").toAbsolutePath().normalize();

    /// Filled by `terraform/verify prepare`.
    private static final Path PREPARED = TERRAFORM.resolve(".work");

    private static final long SECONDS_MAX = 900;

    /// Runs each line that it is given, with `a` for the clients of the administrator.
    private static final String ADMINISTRATOR =
            """
            import json, sys
            sys.path.insert(0, sys.argv[1])
            import aws
            a, N, kept = aws.Clients(), "tidemark-check-totesys", {}
            PACKAGE = open(sys.argv[1] + "/../tests/package.zip", "rb").read()
            for line in sys.stdin:
                exec(line, globals())
                print("done", flush=True)
            """;

    /// The state beside it, and without the one resource for which the provider waits a minute.
    private static final String OVERRIDE =
            """
            terraform {
              backend "local" {}
            }

            resource "aws_s3_bucket_lifecycle_configuration" "zone" {
              for_each = {}
            }
            """;

    private final Path folder;
    private final String python;
    private final int port;
    private final Process server;
    private final Process administrator;
    private final BufferedWriter lines;
    private final BufferedReader answers;

    private Emulator(Path folder, String python) throws IOException {
        this.folder = folder;
        this.python = python;
        this.port = freePort();
        this.server =
                started(
                        "server",
                        List.of(
                                python,
                                TERRAFORM.resolve("emulator/server.py").toString(),
                                String.valueOf(port),
                                folder.toString()));
        awaitServer();
        apply();
        this.administrator =
                started(
                        "administrator",
                        List.of(
                                python,
                                "-c",
                                ADMINISTRATOR,
                                TERRAFORM.resolve("emulator").toString()));
        this.lines = administrator.outputWriter(StandardCharsets.UTF_8);
        this.answers = administrator.inputReader(StandardCharsets.UTF_8);
    }

    /// Empty where `terraform/verify prepare` has not prepared it, or could not.
    static Optional<Emulator> start(Path folder) throws IOException {
        String python = PREPARED.resolve("python/bin/python").toString();
        boolean usable =
                plugins().isPresent()
                        && runs("terraform", "version")
                        && runs(python, "-c", "import boto3, moto.server");
        return usable ? Optional.of(new Emulator(folder, python)) : Optional.empty();
    }

    private static boolean runs(String... command) {
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The folder that holds an unpacked provider of AWS.
    private static Optional<Path> plugins() throws IOException {
        Path provider = PREPARED.resolve("provider");
        return Files.exists(provider)
                ? Optional.of(Path.of(Files.readString(provider).strip()))
                        .filter(Files::isDirectory)
                : Optional.empty();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Process started(String name, List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment());
        builder.environment().putAll(Map.of("TF_CLI_CONFIG_FILE", "/dev/null", "TF_INPUT", "0"));
        builder.redirectError(folder.resolve(name + ".log").toFile());
        return builder.start();
    }

    private void awaitServer() throws IOException {
        for (int attempt = 0; ; attempt++) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException e) {
                if (attempt == 600 || !server.isAlive()) {
                    throw new IOException(log("server"), e);
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void apply() throws IOException {
        try (var files = Files.list(TERRAFORM)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".tf")).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        Files.copy(
                TERRAFORM.resolve("emulator/provider_override.tf"),
                folder.resolve("provider_override.tf"));
        Files.writeString(folder.resolve("test_override.tf"), OVERRIDE);
        Files.write(
                folder.resolve("terraform.tfvars.json"),
                output(
                        python,
                        TERRAFORM.resolve("emulator/settings.py").toString(),
                        TERRAFORM.resolve("tests/package.zip").toString(),
                        "arn:aws:iam::123456789012:policy/boundary"));
        output("terraform", "init", "-plugin-dir=" + plugins().orElseThrow());
        output("terraform", "apply", "-auto-approve", "-no-color");
    }

    private byte[] output(String... command) throws IOException {
        List<String> words = new ArrayList<>(List.of(command));
        Process process = started("step", words);
        byte[] output = process.getInputStream().readAllBytes();
        try {
            if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(
                        String.join(" ", words)
                                + "\n"
                                + new String(output, StandardCharsets.UTF_8)
                                + log("step"));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return output;
    }

    private String log(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".log"));
    }

    /// What leads a command here.
    Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL", "http://127.0.0.1:" + port,
                "AWS_REGION", "eu-central-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test",
                "AWS_EC2_METADATA_DISABLED", "true",
                "AWS_CONFIG_FILE", "/dev/null",
                "AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
    }

    /// Does something to the deployment behind Terraform's back: one line of Python.
    void administer(String line) throws IOException {
        lines.write(line + "\n");
        lines.flush();
        if (!"done".equals(answers.readLine())) {
            throw new IOException(line + "\n" + log("administrator"));
        }
    }

    @Override
    public void close() {
        administrator.destroy();
        server.destroy();
    }
}
