package dev.tidemark.services.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;

@Tag("slow")
@ExtendWith({PostgresExtension.class, S3Extension.class})
class ExtensionsTest {

    private static final String IDENTIFIER = "select system_identifier from pg_control_system()";

    @Test
    void givesEveryTestAnEmptyDatabase(TestDatabase one, TestDatabase two) throws SQLException {
        one.execute("create table only_here (n int)");

        assertThat(ask(one, "select to_regclass('only_here') is not null")).isEqualTo("t");
        assertThat(ask(two, "select to_regclass('only_here') is not null")).isEqualTo("f");
        assertThat(ask(two, IDENTIFIER)).isEqualTo(ask(one, IDENTIFIER));
        assertThat(one.url()).startsWith("postgresql://").endsWith("/" + one.name());
    }

    @Test
    void givesAnotherServerToThoseWhoAsk(TestDatabase database) throws SQLException {
        var other = database.onAnotherServer();

        assertThat(ask(other, IDENTIFIER)).isNotEqualTo(ask(database, IDENTIFIER));
    }

    @Test
    void givesFreshBuckets(TestS3 s3) {
        String one = s3.freshBucket();
        String two = s3.freshBucket();
        s3.client().putObject(it -> it.bucket(one).key("k"), RequestBody.fromString("v"));

        assertThat(s3.client().listObjectsV2(it -> it.bucket(one)).contents()).hasSize(1);
        assertThat(s3.client().listObjectsV2(it -> it.bucket(two)).contents()).isEmpty();
        assertThat(s3.environment()).containsEntry("AWS_ENDPOINT_URL_S3", s3.endpoint().toString());
    }

    private static String ask(TestDatabase database, String sql) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
