package dev.tidemark.local.services;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidemark.environment.Environment;
import dev.tidemark.services.EmbeddedS3;
import java.util.Map;
import java.util.TreeMap;

/// Where the three services answer. The URLs hold passwords: not for logs. The text form leaves them out.
public record Endpoints(
        @JsonProperty("source_url") String sourceUrl,
        @JsonProperty("warehouse_url") String warehouseUrl,
        @JsonProperty("s3_endpoint") String s3Endpoint) {

    public static final String INGESTION_BUCKET = "tidemark-ingestion";
    public static final String PROCESSED_BUCKET = "tidemark-processed";

    /// The variables that wire every stage to these services.
    public Map<String, String> environment() {
        var variables = new TreeMap<String, String>();
        variables.put(Environment.SOURCE_URL, sourceUrl);
        variables.put(Environment.WAREHOUSE_URL, warehouseUrl);
        variables.put(Environment.INGESTION_BUCKET, INGESTION_BUCKET);
        variables.put(Environment.PROCESSED_BUCKET, PROCESSED_BUCKET);
        variables.put("AWS_ENDPOINT_URL_S3", s3Endpoint);
        variables.put("AWS_ACCESS_KEY_ID", EmbeddedS3.ACCESS_KEY_ID);
        variables.put("AWS_SECRET_ACCESS_KEY", EmbeddedS3.SECRET_ACCESS_KEY);
        variables.put("AWS_REGION", EmbeddedS3.REGION);
        return variables;
    }

    @Override
    public String toString() {
        return "Endpoints[" + s3Endpoint + "]";
    }
}
