package dev.tidemark.cli.init;

import dev.tidemark.postgres.Identifier;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes names of the source into files: as they are where every reader takes them so, quoted
/// elsewhere.
final class Names {

    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    /// What YAML takes for a text, whichever version of it is read.
    private static final Pattern YAML_TEXT =
            Pattern.compile(
                    "(?!(true|false|null|yes|no|on|off|y|n)$)[a-z_][a-z0-9_]*(\\.[a-z_][a-z0-9_]*)?");

    private static final Pattern FILE =
            Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N}_ .$@+-]*");

    /// Words of Postgres or DuckDB that are no plain names everywhere.
    private static final Set<String> KEYWORDS =
            Stream.of(
                            """
                    all analyse analyze and anti any array as asc asof asymmetric at authorization
                    between bigint binary bit boolean both by case cast char character check
                    coalesce collate collation column columns concurrently constraint create cross
                    cube current current_catalog current_date current_role current_schema
                    current_time current_timestamp current_user date day dec decimal default
                    deferrable delta desc describe distinct do else end except exclude exists
                    extract false fetch filter float for foreign freeze from full generated glob
                    grant greatest group grouping grouping_id having hour ilike in initially inner
                    inout int integer intersect interval into is isnull join json json_array
                    json_arrayagg json_exists json_object json_objectagg json_query json_scalar
                    json_serialize json_table json_value lambda lateral leading least left like
                    limit localtime localtimestamp macro map merge merge_action minute month
                    national natural nchar none normalize not notnull null nullif numeric of offset
                    on only or order out outer over overlaps overlay partition pivot pivot_longer
                    pivot_wider placing position positional precision primary qualify real recursive
                    references replace returning right rollup row rows second select semi
                    session_user set setof show similar smallint some struct substring summarize
                    symmetric system system_user table tablesample then time timestamp to trailing
                    treat trim true try try_cast union unique unpack unpivot user using values
                    varchar variadic verbose when where window with within without xmlattributes
                    xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot
                    xmlserialize xmltable year
                    """
                                    .split("\\s+"))
                    .collect(Collectors.toUnmodifiableSet());

    private Names() {}

    /// For the engine and, in a model, for its reader.
    static String sql(String name) {
        return isPlain(name) ? name : Identifier.quote(name);
    }

    /// For a migration, where Flyway would put something else in the place of `${…}`.
    static String migration(String name) {
        return name.contains("${")
                ? "U&\""
                        + name.replace("\\", "\\\\").replace("\"", "\"\"").replace("${", "\\0024{")
                        + "\""
                : sql(name);
    }

    /// A text of a migration.
    static String literal(String text) {
        String quoted = text.replace("'", "''");
        return text.contains("${")
                ? "E'" + quoted.replace("\\", "\\\\").replace("${", "\\x24{") + "'"
                : "'" + quoted + "'";
    }

    /// For YAML, also within a comment of SQL.
    static String yaml(String name) {
        if (YAML_TEXT.matcher(name).matches()) {
            return name;
        }
        var text = new StringBuilder("\"");
        name.codePoints()
                .forEach(
                        c -> {
                            if (c == '"' || c == '\\') {
                                text.append('\\').appendCodePoint(c);
                            } else if (Character.isISOControl(c) || c == '*') {
                                text.append(String.format(Locale.ROOT, "\\u%04X", c));
                            } else {
                                text.appendCodePoint(c);
                            }
                        });
        return text.append('"').toString();
    }

    /// One line of a comment.
    static String line(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    /// Whether a file may have it on every file system.
    static boolean isFileName(String name) {
        return FILE.matcher(name).matches();
    }

    /// Letters of any script in lower case, with their marks, digits, and underscores in the place of
    /// what else there is.
    static String slug(String name) {
        String slug =
                Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFC)
                        .replaceAll("[^\\p{L}\\p{M}\\p{N}]+", "_")
                        .replaceAll("^_+|_+$", "");
        return slug.isEmpty() ? "table" : slug;
    }

    /// As much of a name's beginning as fits into that many bytes.
    static String cut(String name, int bytesMax) {
        String cut = name;
        while (cut.getBytes(StandardCharsets.UTF_8).length > bytesMax) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut;
    }

    private static boolean isPlain(String name) {
        return PLAIN.matcher(name).matches() && !KEYWORDS.contains(name);
    }
}
