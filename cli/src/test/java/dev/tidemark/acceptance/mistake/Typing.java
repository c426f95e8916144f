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
                                "shop")
                        .cured(new Cure.Untyped("it would install a JDK")),
                typed("`./tidemark`, without a command").retyped("--help"),
                typed("`./tidemark stauts shop`", "stauts", "shop"),
                typed("`./tidemark run shop --evry 10m`", "run", "shop", "--evry", "10m"),
                typed("`./tidemark run shop --every soon`", "run", "shop", "--every", "soon")
                        .retyped("run", "shop", "--every", "30s"),
                typed("`./tidemark run`, without a pipeline", "run").retyped("run", "shop"),
                typed("`./tidemark run shpo`", "run", "shpo"),
                typed(
                        "`./tidemark run shop --accept-deletes itme`",
                        "run",
                        "shop",
                        "--accept-deletes",
                        "itme"),
                typed("`./tidemark show shop 1 itme`", "show", "shop", "1", "itme"),
                typed("`./tidemark show shop 999999 item`", "show", "shop", "999999", "item")
                        .mendedAndRetyped(Scene::typeAsTold, "show", "shop", "1", "item"),
                typed(
                                "`./tidemark skip`, of a run that is stuck nowhere",
                                "skip",
                                "shop",
                                "--run",
                                "999999",
                                "--reason",
                                "why not")
                        .cured(new Cure.Untyped("no run is stuck")),
                typed("`./tidemark init shop` a second time", "init", "shop")
                        .retyped("init", "corner_shop")
                        .tidiedBy(Scene::resetFiles),
                typed("`./tidemark init \"My Shop\"`", "init", "My Shop")
                        .retyped("init", "my_shop")
                        .tidiedBy(Scene::resetFiles));
    }
}
