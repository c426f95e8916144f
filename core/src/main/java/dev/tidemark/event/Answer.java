package dev.tidemark.event;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/// What a function says to whoever called it: one sentence, as JSON.
public final class Answer {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Answer() {}

    public static void write(OutputStream answer, String sentence) throws IOException {
        answer.write(MAPPER.writeValueAsBytes(Map.of("answer", sentence)));
    }
}
