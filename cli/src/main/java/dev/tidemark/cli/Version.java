package dev.tidemark.cli;

import picocli.CommandLine.IVersionProvider;

/// Says which Tidemark this is, on which Java: the first two things that a bug report needs.
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {text()};
    }

    static String text() {
        return "tidemark " + tidemark() + " (Java " + Runtime.version() + ")";
    }

    /// From the jar's manifest; classes that lie in a folder have none.
    private static String tidemark() {
        var version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
