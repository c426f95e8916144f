package dev.tidemark.services.gate;

/// Rules what passes a [Gate].
public interface Traffic {

    enum Ruling {
        /// It passes, and so does the answer.
        PASS,
        /// It does not pass: the connection ends.
        STOP,
        /// It passes; when the server answers, [Connection#answered] is called and the connection ends.
        STOP_THE_ANSWER
    }

    /// One more connection.
    Connection connected();

    /// What a client and its server say to each other. Called from two threads.
    interface Connection {

        /// @param said what the client sends in one piece, a character for each byte
        Ruling said(String said);

        /// The server has answered what was ruled to be the last.
        default void answered() {}
    }
}
