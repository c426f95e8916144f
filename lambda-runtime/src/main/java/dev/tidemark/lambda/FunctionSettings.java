package dev.tidemark.lambda;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

/// How a function is configured.
///
/// @param temporaryMegabytes the room under `/tmp`, which the kernel then holds it to; empty where the machine's disk is all of it
/// @param environment the variables that its configuration names, beside those that Lambda sets
public record FunctionSettings(
        String name,
        int memoryMegabytes,
        Processors processors,
        Duration timeout,
        OptionalInt temporaryMegabytes,
        Map<String, String> environment) {

    /// What Tidemark's functions have if nobody says otherwise.
    private static final int MEMORY_MEGABYTES = 1024;

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    /// A function of this memory has one processor.
    private static final double MEGABYTES_OF_A_PROCESSOR = 1769;

    public FunctionSettings {
        environment = Map.copyOf(environment);
    }

    public FunctionSettings(String name, Map<String, String> environment) {
        this(name, MEMORY_MEGABYTES, Processors.ALL, TIMEOUT, environment);
    }

    public FunctionSettings(
            String name,
            int memoryMegabytes,
            Processors processors,
            Duration timeout,
            Map<String, String> environment) {
        this(name, memoryMegabytes, processors, timeout, OptionalInt.empty(), environment);
    }

    public FunctionSettings with(Duration otherTimeout) {
        return new FunctionSettings(
                name, memoryMegabytes, processors, otherTimeout, temporaryMegabytes, environment);
    }

    public FunctionSettings with(Processors otherProcessors) {
        return new FunctionSettings(
                name, memoryMegabytes, otherProcessors, timeout, temporaryMegabytes, environment);
    }

    public FunctionSettings withRoom(int megabytes) {
        return new FunctionSettings(
                name, memoryMegabytes, processors, timeout, OptionalInt.of(megabytes), environment);
    }

    /// How many processors it may keep busy.
    double processorCount() {
        return switch (processors) {
            case ALL -> Runtime.getRuntime().availableProcessors();
            case SHARE -> memoryMegabytes / MEGABYTES_OF_A_PROCESSOR;
        };
    }

    /// What a function gets of the processors.
    public enum Processors {
        /// As many as the machine has.
        ALL,

        /// What Lambda gives for the memory.
        SHARE;

        @Override
        public String toString() {
            return switch (this) {
                case ALL -> "all";
                case SHARE -> "its share";
            };
        }
    }
}
