package dev.tidemark.bench.scene;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// The sales star of totesys by itself: seven source tables, six dimensions, one fact with nine foreign keys. One large
/// table, so that what is measured can be compared with tools that copy one.
public final class SalesPipeline {

    public static final String NAME = "sales";
    public static final String FACT = "fact_sales_order";
    public static final String LARGE_TABLE = "sales_order";
    public static final List<String> SMALL_TABLES =
            List.of("department", "address", "currency", "design", "staff", "counterparty");
    public static final List<String> DIMENSIONS =
            List.of(
                    "dim_date",
                    "dim_staff",
                    "dim_location",
                    "dim_currency",
                    "dim_design",
                    "dim_counterparty");

    private static final String SETTINGS =
            """
            source:
              schemas: [public]
              exclude: [purchase_order, payment, payment_type, transaction]
            warehouse:
              schema: public
            """;

    private SalesPipeline() {}

    static void write(Path totesys, Path pipelines) throws IOException {
        Path folder = pipelines.resolve(NAME);
        Files.createDirectories(folder.resolve("models"));
        Files.createDirectories(folder.resolve("warehouse"));
        Files.writeString(folder.resolve("pipeline.yaml"), SETTINGS);
        for (String dimension : DIMENSIONS) {
            copy(totesys, folder, "models/" + dimension + ".sql");
        }
        copy(totesys, folder, "models/" + FACT + ".sql");
        copy(totesys, folder, "warehouse/V1__dimensions.sql");
        copy(totesys, folder, "warehouse/V2__sales.sql");
    }

    private static void copy(Path from, Path to, String file) throws IOException {
        Files.copy(from.resolve(file), to.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
}
