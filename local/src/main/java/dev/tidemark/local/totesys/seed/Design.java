package dev.tidemark.local.totesys.seed;

import dev.tidemark.local.totesys.order.Dice;
import java.util.List;
import java.util.Locale;

/// A picture on a tote bag and the file that holds it.
public record Design(String name, String fileLocation, String fileName) {

    private static final List<String> NAMES =
            List.of(
                    "Wooden",
                    "Steel",
                    "Granite",
                    "Soft",
                    "Rubber",
                    "Bronze",
                    "Plastic",
                    "Frozen",
                    "Cotton",
                    "Fresh",
                    "Concrete",
                    "Metal",
                    "Naïve 🌿",
                    "Rock 'n' Roll",
                    "\"Quoted\"",
                    "NULL");
    private static final List<String> LOCATIONS =
            List.of(
                    "/usr/share",
                    "/private/var",
                    "/opt/bin",
                    "/home/user/dir",
                    "/boot/defaults",
                    "C:\\New\\totes",
                    "/usr/local/src",
                    "/etc/mail");
    private static final List<String> MONTHS = List.of("20220717", "20230104", "20240229");

    /// The design of a seed with an id.
    public static Design numbered(long seed, int id) {
        var dice = Dice.of(seed, Dice.Topic.DESIGN, id);
        String name = dice.oneOf(NAMES);
        String file =
                String.format(
                        Locale.ROOT,
                        "%s-%s-%04x.json",
                        name.toLowerCase(Locale.ROOT),
                        dice.oneOf(MONTHS),
                        dice.between(0, 0xffff));
        return new Design(name, dice.oneOf(LOCATIONS), file);
    }
}
