package dev.tidemark.process.state;

import dev.tidemark.lake.DataFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The files of a state as layers: a base, and the deltas of later runs over it. The files of a
/// layer begin with the run and the attempt that wrote them.
record Layers(List<Layer> all) {

    static final String DELETED = "deleted-";

    /// So many layers of about the same size become one, a few times larger.
    static final int FOLDED_MIN = 8;

    /// Layers with fewer rows cost as much as one with so many.
    private static final long SMALL_ROWS_MAX = 1024;

    /// The base is written anew once the deltas have this part of its rows.
    private static final int BASE_PART = 4;

    private static final Pattern NAME =
            Pattern.compile(
                    ".*/(?<layer>\\d{9}-[0-9a-f]{16})-(?<deleted>deleted-)?\\d{5}\\.parquet");

    /// @param deleted files of the keys that the layer removes from those under it
    record Layer(List<DataFile> rows, List<DataFile> deleted) {

        Layer {
            rows = List.copyOf(rows);
            deleted = List.copyOf(deleted);
        }

        List<DataFile> files() {
            return Stream.concat(rows.stream(), deleted.stream()).toList();
        }

        long count() {
            return count(rows) + count(deleted);
        }

        private static long count(List<DataFile> files) {
            return files.stream().mapToLong(DataFile::rows).sum();
        }
    }

    Layers {
        all = List.copyOf(all);
    }

    static Layers of(List<DataFile> files) {
        Map<String, List<DataFile>> rows = new LinkedHashMap<>();
        Map<String, List<DataFile>> deleted = new LinkedHashMap<>();
        for (DataFile file : files) {
            Matcher name = NAME.matcher(file.key().value());
            if (!name.matches()) {
                throw new IllegalArgumentException("no file of a state: " + file.key());
            }
            String layer = name.group("layer");
            rows.putIfAbsent(layer, new ArrayList<>());
            (name.group("deleted") == null ? rows : deleted)
                    .computeIfAbsent(layer, l -> new ArrayList<>())
                    .add(file);
        }
        return new Layers(
                rows.entrySet().stream()
                        .map(
                                layer ->
                                        new Layer(
                                                layer.getValue(),
                                                deleted.getOrDefault(layer.getKey(), List.of())))
                        .toList());
    }

    List<DataFile> base() {
        return all.isEmpty() ? List.of() : all.getFirst().rows();
    }

    List<Layer> later() {
        return all.size() < 2 ? List.of() : all.subList(1, all.size());
    }

    /// Whether deltas with that many rows more still weigh little against the base.
    boolean bears(long more) {
        long later = later().stream().mapToLong(Layer::count).sum() + more;
        long base = base().stream().mapToLong(DataFile::rows).sum();
        return later * BASE_PART < base;
    }

    /// The newest layers that become one with a run's delta: those that are smaller, and those of its
    /// size once there are enough of them. So sizes fall from layer to layer, few layers have the same
    /// size, and a row is written again only when its layer has become a few times larger.
    List<Layer> foldedWith(long rows) {
        int begin = later().size();
        long folded = rows;
        int next = begin(begin, sizeClass(folded));
        while (next < begin) {
            folded += later().subList(next, begin).stream().mapToLong(Layer::count).sum();
            begin = next;
            next = begin(begin, sizeClass(folded));
        }
        return later().subList(begin, later().size());
    }

    private int begin(int end, int size) {
        int alike = end;
        while (alike > 0 && sizeClass(later().get(alike - 1).count()) < size) {
            alike--;
        }
        int larger = alike;
        while (larger > 0 && sizeClass(later().get(larger - 1).count()) == size) {
            larger--;
        }
        return alike - larger + 1 < FOLDED_MIN ? alike : larger;
    }

    /// Each has layers [#FOLDED_MIN] times as large as the one before.
    private static int sizeClass(long rows) {
        int size = 0;
        for (long max = SMALL_ROWS_MAX; rows >= max; max *= FOLDED_MIN) {
            size++;
        }
        return size;
    }
}
