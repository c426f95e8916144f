package dev.tidemark.acceptance.mistake;

import static dev.tidemark.acceptance.mistake.Mistake.typed;

import java.util.List;

/// Commands that are typed wrong.
final class Typing {

    private Typing() {}

    static List<Mistake> mistakes() {
        return List.of(
                typed(
                        "`./tidemark run shop`, with no JDK or only older ones",
                        Launcher.NAME,
                        "run",
                        "shop"),
                typed("`./tidemark`, without a command"),
                typed("`./tidemark stauts shop`", "stauts", "shop"),
                typed("`./tidemark run shop --evry 10m`", "run", "shop", "--evry", "10m"),
                typed("`./tidemark run shop --every soon`", "run", "shop", "--every", "soon"),
                typed("`./tidemark run`, without a pipeline", "run"),
                typed("`./tidemark run shpo`", "run", "shpo"),
                typed(
                        "`./tidemark run shop --accept-deletes itme`",
                        "run",
                        "shop",
                        "--accept-deletes",
                        "itme"),
                typed("`./tidemark show shop 1 itme`", "show", "shop", "1", "itme"),
                typed("`./tidemark show shop 999999 item`", "show", "shop", "999999", "item"),
                typed(
                        "`./tidemark skip`, of a run that is stuck nowhere",
                        "skip",
                        "shop",
                        "--run",
                        "999999",
                        "--reason",
                        "why not"),
                typed("`./tidemark init shop` a second time", "init", "shop"),
                typed("`./tidemark init \"My Shop\"`", "init", "My Shop"));
    }
}
