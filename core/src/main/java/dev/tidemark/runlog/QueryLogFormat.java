package dev.tidemark.runlog;

import dev.tidemark.run.Stage;

/// How the query logs of a stage are written as JSON and read back.
///
/// @param <L> the query log of that stage
public interface QueryLogFormat<L extends QueryLog> {

    Stage stage();

    byte[] write(L log);

    /// Refuses what is not a whole query log of a format that it knows.
    ///
    /// @param place how the message names the object
    L read(byte[] content, String place);
}
