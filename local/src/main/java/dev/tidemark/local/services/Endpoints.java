package dev.tidemark.local.services;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidemark.environment.Environment;
import dev.tidemark.services.EmbeddedS3;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Where the services that run answer. The URLs hold passwords: not for logs. The text form leaves them out.
public record Endpoints(@JsonProperty("addresses") Map<Part, String> addresses) {

    public static final String INGESTION_BUCKET = "tidemark-ingestion";
    public static final String PROCESSED_BUCKET = "tidemark-processed";

    public Endpoints {
        addresses = Map.copyOf(addresses);
    }

    public boolean haveAll(Set<Part> parts) {
        return addresses.keySet().containsAll(parts);
    }

    public String sourceUrl() {
        return address(Part.SOURCE);
    }

    public String warehouseUrl() {
        return address(Part.WAREHOUSE);
    }

    public String s3Endpoint() {
        return address(Part.LAKE);
    }

    private String address(Part part) {
        String address = addresses.get(part);
        if (address == null) {
            throw new IllegalStateException("not started here: " + part);
        }
        return address;
    }

    /// The variables that wire every stage to these services.
    public Map<String, String> environment() {
        return environment(addresses.keySet());
    }

    Map<String, String> environment(Set<Part> parts) {
        var variables = new TreeMap<String, String>();
        parts.forEach(part -> variables.putAll(variables(part, address(part))));
        return variables;
    }

    private static Map<String, String> variables(Part part, String address) {
        return switch (part) {
            case SOURCE -> Map.of(Environment.SOURCE_URL, address);
            case WAREHOUSE -> Map.of(Environment.WAREHOUSE_URL, address);
            case LAKE ->
                    Map.of(
                            Environment.INGESTION_BUCKET,
                            INGESTION_BUCKET,
                            Environment.PROCESSED_BUCKET,
                            PROCESSED_BUCKET,
                            "AWS_ENDPOINT_URL_S3",
                            address,
                            "AWS_ACCESS_KEY_ID",
                            EmbeddedS3.ACCESS_KEY_ID,
                            "AWS_SECRET_ACCESS_KEY",
                            EmbeddedS3.SECRET_ACCESS_KEY,
                            "AWS_REGION",
                            EmbeddedS3.REGION);
        };
    }

    @Override
    public String toString() {
        return "Endpoints" + addresses.keySet().stream().sorted().toList();
    }
}
