package dev.tidemark.cli.init;

import dev.tidemark.column.ColumnType;
import dev.tidemark.column.NumericType;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A column of a source table. Of a domain, the type is the one below it.
///
/// @param moved the type that values travel as; empty where their text travels
/// @param spelled the type as `format_type` spells it
/// @param required whether every row has a value
/// @param comment what the source says about it
record FoundColumn(
        String name,
        Optional<ColumnType> moved,
        String spelled,
        boolean required,
        Optional<String> comment) {

    private static final Pattern PRIVATE =
            Pattern.compile(
                    "pass(word|wd|phrase)|^pwd$|secret|token|api_?key|private_?key|salt$|iban|^bic$"
                            + "|account_?(no|nr|number)|ac_?number|card_?(no|number)|^cvv|^cvc"
                            + "|^ssn$|social_?security|passport|tax_?(id|number)|birth",
                    Pattern.CASE_INSENSITIVE);

    /// The type that takes its values in the warehouse.
    String warehouseType() {
        return moved.filter(type -> !isEnum(type))
                .map(type -> type instanceof NumericType ? "numeric" : spelled)
                .orElse("text");
    }

    /// Whether its type is another one in the warehouse.
    boolean travelsAsText() {
        return warehouseType().equals("text") && !spelled.equals("text");
    }

    boolean looksPrivate() {
        return PRIVATE.matcher(name).find();
    }

    /// What the engine takes for the same name.
    String folded() {
        return name.toLowerCase(Locale.ROOT);
    }

    private static boolean isEnum(ColumnType type) {
        return type.name().startsWith("enum ");
    }
}
