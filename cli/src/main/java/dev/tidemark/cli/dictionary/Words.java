package dev.tidemark.cli.dictionary;

import dev.tidemark.pipeline.History;
import dev.tidemark.pipeline.ModelKind;
import java.util.Locale;

/// What the heads of models say, in words for those who query the warehouse.
final class Words {

    private Words() {}

    static String of(ModelKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    static String of(History history) {
        return switch (history) {
            case EVERY_VERSION -> "every version is kept; nothing is overwritten";
            case LATEST -> "only the latest: a change overwrites";
        };
    }
}
