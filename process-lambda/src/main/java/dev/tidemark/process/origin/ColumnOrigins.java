package dev.tidemark.process.origin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.pipeline.Model;
import dev.tidemark.process.engine.Session;
import dev.tidemark.process.engine.Sql;
import dev.tidemark.process.model.Relation;
import dev.tidemark.process.model.SyntaxTree;
import java.util.SortedSet;
import java.util.TreeSet;

/// What a model reads, and where each of its columns comes from: derived from its SQL alone, without
/// a database, so that a column whose table the SQL leaves open is [Origin.Unclear].
public final class ColumnOrigins {

    private final SortedSet<Relation> reads;
    private final Offer columns;

    private ColumnOrigins(SortedSet<Relation> reads, Offer columns) {
        this.reads = reads;
        this.columns = columns;
    }

    /// Refuses what is not one SELECT. Whether the tables and columns exist is not looked at.
    public static ColumnOrigins of(Model model, Session session) {
        SyntaxTree tree = SyntaxTree.of(model, session);
        var reads = new TreeSet<Relation>();
        for (SyntaxTree.Table table : tree.tables()) {
            OriginWalk.relation(table.schema(), table.name()).ifPresent(reads::add);
        }
        var walk = new OriginWalk(expression -> text(session, expression));
        return new ColumnOrigins(reads, walk.columns(tree.select()));
    }

    /// The relations that it reads, whether a column comes of them or not.
    public SortedSet<Relation> reads() {
        return reads;
    }

    /// @param column a column of the model's result
    public Origin of(String column) {
        return columns.find(column);
    }

    /// The expression as the engine writes it: without comments, on one line.
    private static String text(Session session, JsonNode expression) {
        JsonNode carrier = SyntaxTree.of("select 1", session).whole();
        ObjectNode bare = expression.deepCopy();
        bare.put("alias", "");
        ((ObjectNode) carrier.at("/statements/0/node")).putArray("select_list").add(bare);
        String select =
                session.rows(
                                "select json_deserialize_sql(cast(%s as json))"
                                        .formatted(Sql.literal(carrier.toString())))
                        .getFirst()
                        .require(0);
        return select.replaceFirst("^SELECT ", "");
    }
}
