package dev.tidemark.acceptance.mistake;

import static dev.tidemark.acceptance.mistake.Mistake.variable;
import static dev.tidemark.environment.Environment.INGESTION_BUCKET;
import static dev.tidemark.environment.Environment.PROCESSED_BUCKET;

import java.util.List;

/// Buckets that are not there, or are not the ones of before.
final class Buckets {

    private Buckets() {}

    static List<Mistake> mistakes() {
        return List.of(
                variable("one bucket is named, and the other not", PROCESSED_BUCKET, name -> ""),
                variable("a bucket that does not exist", INGESTION_BUCKET, name -> "shop-ingest"),
                variable("the same bucket twice", PROCESSED_BUCKET, name -> "")
                        .and(
                                scene ->
                                        scene.set(
                                                PROCESSED_BUCKET,
                                                scene.variable(INGESTION_BUCKET))),
                variable("an empty bucket in the place of the former", INGESTION_BUCKET, name -> "")
                        .and(scene -> scene.set(INGESTION_BUCKET, scene.freshBucket()))
                        .foreseenAs("it was emptied or swapped"),
                variable("a wrong secret key", "AWS_SECRET_ACCESS_KEY", key -> "wrong")
                        .foreseenAs("refuses access to shop/runs"),
                variable(
                        "an endpoint that nothing listens at",
                        "AWS_ENDPOINT_URL_S3",
                        endpoint -> "http://127.0.0.1:1"));
    }
}
