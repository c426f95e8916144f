package dev.tidemark.lambda;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A function in one execution environment: a package, unpacked, behind AWS's own runtime client in a process of its own. It
/// stays warm until it is killed or closed.
public final class Function implements AutoCloseable {

    private static final String REGION = "eu-west-2";
    private static final int ENVIRONMENT_BYTES_MAX = 4096;
    private static final int LAST_LINES = 20;

    /// An initialisation that takes longer is broken off and begun anew inside the first invocation.
    private static final Duration INITIALISATION_MAX = Duration.ofSeconds(10);

    /// Lambda's own choice for Java 17 and 21: one thread for the garbage, and no second compiler.
    private static final List<String> JVM =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

    private final FunctionSettings settings;
    private final RuntimeApi api;
    private final ControlGroups groups;
    private final Path log;
    private final Process process;
    private final Instant startedAt = Instant.now();

    private Function(
            FunctionSettings settings,
            RuntimeApi api,
            ControlGroups groups,
            Path log,
            Process process) {
        this.settings = settings;
        this.api = api;
        this.groups = groups;
        this.log = log;
        this.process = process;
    }

    /// Unpacks the package and starts it. Its handler is being made when this returns.
    ///
    /// @param work an empty folder that the function keeps its files in
    public static Function start(FunctionPackage zip, FunctionSettings settings, Path work) {
        Path task = folder(work, "task");
        Path runtime = folder(work, "runtime");
        zip.unpackInto(task);
        RuntimeClient.copyInto(runtime);
        var api = new RuntimeApi(arn(settings.name()));
        ControlGroups groups = ControlGroups.of(settings);
        boolean confined = Confinement.missingFileSystem().isEmpty();
        List<String> java =
                java(confined ? Path.of("/var/runtime") : runtime, zip.handler(), settings);
        Path log = work.resolve("log");
        try {
            var builder =
                    new ProcessBuilder(
                            confined
                                    ? Confinement.confined(
                                            task,
                                            runtime,
                                            folder(work, "tmp"),
                                            settings.temporaryMegabytes(),
                                            groups,
                                            java)
                                    : java);
            builder.environment().clear();
            builder.environment()
                    .putAll(
                            environment(
                                    zip,
                                    settings,
                                    confined ? Path.of("/var/task") : task,
                                    api.address()));
            builder.directory(task.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            return new Function(settings, api, groups, log, builder.start());
        } catch (IOException e) {
            api.close();
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> java(Path runtime, String handler, FunctionSettings settings) {
        List<String> java = new ArrayList<>();
        java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        java.addAll(JVM);
        // Where no control group says it: the machine's memory is not the function's.
        java.add("-XX:MaxRAM=%dm".formatted(settings.memoryMegabytes()));
        java.addAll(List.of("-cp", runtime + File.separator + "*", RuntimeClient.MAIN, handler));
        return java;
    }

    /// "Defined runtime environment variables" in the guide of Lambda, and those of the configuration.
    private static Map<String, String> environment(
            FunctionPackage zip, FunctionSettings settings, Path task, String api) {
        int bytes =
                settings.environment().entrySet().stream()
                        .mapToInt(e -> e.getKey().length() + e.getValue().length())
                        .sum();
        if (bytes > ENVIRONMENT_BYTES_MAX) {
            throw new IllegalArgumentException("Lambda takes 4 KB of variables, not " + bytes);
        }
        var environment = new TreeMap<String, String>();
        environment.put("_HANDLER", zip.handler());
        environment.put("AWS_DEFAULT_REGION", REGION);
        environment.put("AWS_EXECUTION_ENV", "AWS_Lambda_java21");
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "" + settings.memoryMegabytes());
        environment.put("AWS_LAMBDA_FUNCTION_NAME", settings.name());
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        environment.put("AWS_LAMBDA_LOG_FORMAT", "Text");
        environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + settings.name());
        environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "2026/11/21/[$LATEST]0123456789abcdef");
        environment.put("AWS_LAMBDA_RUNTIME_API", api);
        environment.put("AWS_REGION", REGION);
        environment.put("LAMBDA_RUNTIME_DIR", "/var/runtime");
        environment.put("LAMBDA_TASK_ROOT", task.toString());
        environment.put("LANG", "en_US.UTF-8");
        environment.put(
                "LD_LIBRARY_PATH",
                "/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:%s:%s/lib:/opt/lib"
                        .formatted(task, task));
        environment.put("PATH", "/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin");
        environment.put("TZ", ":UTC");
        environment.putAll(settings.environment());
        return environment;
    }

    private static String arn(String name) {
        return "arn:aws:lambda:%s:123456789012:function:%s".formatted(REGION, name);
    }

    /// Calls the function and waits for the outcome.
    public Outcome invoke(String event) {
        return begin(event).join();
    }

    /// Calls the function. One call at a time, as on Lambda.
    public CompletableFuture<Outcome> begin(String event) {
        var invocation = Invocation.of(event, settings.timeout());
        api.hand(invocation);
        return CompletableFuture.anyOf(
                        invocation.outcome(),
                        api.initialisationFailed(),
                        process.onExit()
                                .thenApply(
                                        ended -> new Outcome.Ended(ended.exitValue(), lastLines())))
                .thenApply(Outcome.class::cast)
                .completeOnTimeout(
                        new Outcome.TimedOut(),
                        settings.timeout().plus(INITIALISATION_MAX).toMillis(),
                        TimeUnit.MILLISECONDS)
                .whenComplete(this::killIfTimedOut);
    }

    private void killIfTimedOut(@Nullable Outcome outcome, @Nullable Throwable unused) {
        if (outcome instanceof Outcome.TimedOut) {
            kill();
        }
    }

    /// Ends the process as the kernel does: at once, without a last word.
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    private List<String> lastLines() {
        List<String> lines = log();
        return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
    }

    /// What the function wrote to its log, CloudWatch's on Lambda.
    public List<String> log() {
        try {
            return Files.readAllLines(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The most memory that the process had at any instant, natives and mapped files included.
    public long residentBytesMax() {
        try (Stream<String> lines =
                Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What it has for `/tmp`, where the file system is confined.
    public Path temporaryFolder() {
        return Path.of("/proc", Long.toString(process.pid()), "root/tmp");
    }

    /// When the process was started.
    public Instant startedAt() {
        return startedAt;
    }

    @Override
    public void close() {
        kill();
        api.close();
        groups.close();
    }

    private static Path folder(Path parent, String name) {
        try {
            return Files.createDirectories(parent.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
