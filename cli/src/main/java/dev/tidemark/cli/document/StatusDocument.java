package dev.tidemark.cli.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.cli.console.TypedCommand;
import dev.tidemark.cli.report.Standing;
import java.time.Duration;
import java.util.List;

/// Where each stage stands: what `status` prints.
///
/// @param remarks what somebody should know, in words
public record StatusDocument(String pipeline, List<Standing> standings, List<String> remarks) {

    public StatusDocument {
        standings = List.copyOf(standings);
        remarks = List.copyOf(remarks);
    }

    public ObjectNode json() {
        ObjectNode document = Json.object().put("pipeline", pipeline);
        standings.forEach(each -> describe(document.putObject(each.stage().toString()), each));
        Json.texts(
                document.putArray("remarks"),
                remarks.stream().map(remark -> TypedCommand.in(remark).strip()).toList());
        return document;
    }

    private static void describe(ObjectNode node, Standing standing) {
        standing.run().ifPresent(run -> node.put("run", run.value()));
        standing.asOf().ifPresent(instant -> node.put("as_of", instant.toString()));
        standing.age().map(Duration::toSeconds).ifPresent(age -> node.put("age_seconds", age));
        if (standing.isKnown()) {
            node.put("up_to_date", standing.isUpToDate());
        }
        standing.runsBehind().ifPresent(runs -> node.put("runs_behind", runs));
        standing.trouble().ifPresent(trouble -> node.put("trouble", trouble));
        Json.texts(node.putArray("incomplete"), standing.incomplete());
    }
}
