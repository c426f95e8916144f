package dev.tidemark.ingest.catalog;

import dev.tidemark.failure.NearestName;
import dev.tidemark.failure.Problems;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.pipeline.SourceSettings;
import dev.tidemark.runlog.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The tables and columns that `source` in `pipeline.yaml` names. One that means nothing is most
/// likely misspelt, and would follow or leak what it should not.
///
/// @param pipeline its name, for messages
record SettingsNames(String pipeline, SourceSettings settings, PastRuns past) {

    /// Without its schema a table would look dropped.
    void requireSchemas(List<String> known, Problems problems) {
        settings.schemas().stream()
                .filter(schema -> !known.contains(schema))
                .map(
                        schema ->
                                misnamed(
                                        "schemas/" + schema,
                                        "%s/pipeline.yaml, source.schemas: the source has no schema `%s`"
                                                .formatted(pipeline, schema),
                                        NearestName.hint(schema, known)))
                .forEach(problems::add);
    }

    /// @param problems hears of names that are most likely misspelt
    /// @return what is to be said of names that mean nothing any more
    List<String> noticesOf(List<FoundTable> found, Problems problems) {
        Map<String, FoundTable> known = new LinkedHashMap<>();
        for (FoundTable table : found) {
            known.put(table.name().table(), table);
            known.put(table.name().toString(), table);
        }
        List<String> notices = new ArrayList<>();
        for (String name : new TreeSet<>(settings.exclude())) {
            if (known.containsKey(name) || isMisspelt(name, found)) {
                requireKnown("exclude", name, known, problems);
            } else {
                notices.add(
                        "%s/pipeline.yaml, source.exclude: the source has no table `%s` any more; its line can go once no stage is behind"
                                .formatted(pipeline, name));
            }
        }
        for (String name : new TreeSet<>(settings.privateColumns().keySet())) {
            requireKnown("private", name, known, problems)
                    .ifPresent(
                            table ->
                                    requireColumns(
                                            table,
                                            name,
                                            settings.privateColumns().getOrDefault(name, Set.of()),
                                            problems));
        }
        return notices;
    }

    /// Once runs exist, a name without a table is that of a dropped one, unless a table with a near
    /// name would now be followed for the first time, or by a definition that just changed. Who adds a
    /// dropped table that runs have means it, for the sake of those that still wait for process.
    private boolean isMisspelt(String name, List<FoundTable> found) {
        if (past.newest().isEmpty() || isNearOneBeside(past.followed(), name, found)) {
            return true;
        }
        return isNearOneBeside(past.agreed(), name, found) && !past.have(name);
    }

    private boolean isNearOneBeside(Set<TableName> known, String name, List<FoundTable> found) {
        List<String> newlyFollowed =
                found.stream()
                        .map(FoundTable::name)
                        .filter(table -> !settings.excludes(table.schema(), table.table()))
                        .filter(table -> !known.contains(table))
                        .flatMap(table -> Stream.of(table.table(), table.toString()))
                        .toList();
        return NearestName.of(name, newlyFollowed).isPresent();
    }

    private Optional<FoundTable> requireKnown(
            String entry, String name, Map<String, FoundTable> known, Problems problems) {
        if (!known.containsKey(name)) {
            problems.add(
                    misnamed(
                            entry + "/" + name,
                            "%s/pipeline.yaml, source.%s: the source has no table `%s`"
                                    .formatted(pipeline, entry, name),
                            NearestName.hint(name, known.keySet())));
        }
        return Optional.ofNullable(known.get(name));
    }

    /// @param called what pipeline.yaml calls the table
    private void requireColumns(
            FoundTable table, String called, Set<String> names, Problems problems) {
        List<String> known = table.columns().stream().map(FoundColumn::name).toList();
        for (String name : new TreeSet<>(names)) {
            if (!known.contains(name)) {
                problems.add(
                        misnamed(
                                "private/" + called + "/" + name,
                                "%s/pipeline.yaml, source.private: table %s has no column `%s`"
                                        .formatted(pipeline, table.name(), name),
                                NearestName.hint(name, known)));
            }
        }
    }

    private TerminalFailure misnamed(String entry, String what, String fix) {
        return TerminalFailure.configuration(what, fix)
                .at(settings.places().getOrDefault(entry, pipeline + "/pipeline.yaml"));
    }
}
