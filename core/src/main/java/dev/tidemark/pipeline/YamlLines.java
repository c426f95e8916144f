package dev.tidemark.pipeline;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// The lines of a file that the keys of a YAML mapping stand on.
///
/// @param linesBefore lines of the file before the YAML begins
/// @param written how keys of the mapping are written, where that is not what they are taken for
record YamlLines(String file, int linesBefore, @Nullable Node node, Map<String, String> written) {

    YamlLines(String file, int linesBefore, @Nullable Node node) {
        this(file, linesBefore, node, Map.of());
    }

    /// The same lines, in which a key is found by what it is taken for.
    YamlLines taking(Map<String, String> keys) {
        return new YamlLines(file, linesBefore, node, keys);
    }

    /// @param text valid YAML
    static YamlLines of(String file, int linesBefore, String text) {
        Node root = new Compose(LoadSettings.builder().build()).composeString(text).orElse(null);
        return new YamlLines(file, linesBefore, root);
    }

    /// `file:line` of a key; of the mapping itself if it has no such key.
    String place(String key) {
        return tuple(key).map(NodeTuple::getKeyNode).map(this::place).orElseGet(this::place);
    }

    /// `file:line` of the mapping.
    String place() {
        return node == null ? file : place(node);
    }

    private String place(Node of) {
        return of.getStartMark()
                .map(mark -> file + ":" + (linesBefore + mark.getLine() + 1))
                .orElse(file);
    }

    /// The lines of what stands under a key.
    YamlLines under(String key) {
        return new YamlLines(
                file, linesBefore, tuple(key).map(NodeTuple::getValueNode).orElse(node));
    }

    /// The lines of an element of a list; a single value stands for a list of one.
    YamlLines element(int index) {
        return node instanceof SequenceNode list
                ? new YamlLines(file, linesBefore, list.getValue().get(index))
                : this;
    }

    private Optional<NodeTuple> tuple(String key) {
        return node instanceof MappingNode map
                ? map.getValue().stream().filter(tuple -> isNamed(tuple, key)).findFirst()
                : Optional.empty();
    }

    private boolean isNamed(NodeTuple tuple, String key) {
        return tuple.getKeyNode() instanceof ScalarNode scalar
                && scalar.getValue().equals(written.getOrDefault(key, key));
    }
}
