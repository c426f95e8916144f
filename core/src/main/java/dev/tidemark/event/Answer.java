package dev.tidemark.event;

import dev.tidemark.json.JsonTree;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// What a function says to whoever called it: one sentence, as JSON.
public final class Answer {

    private Answer() {}

    public static void write(OutputStream answer, String sentence) throws IOException {
        String line = JsonTree.line(JsonTree.object().put("answer", sentence));
        answer.write(line.getBytes(StandardCharsets.UTF_8));
    }
}
