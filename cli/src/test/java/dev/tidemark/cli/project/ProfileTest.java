package dev.tidemark.cli.project;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.ProfileFile;

/// Profiles that log in by `aws sso login` work: the SDK needs a module for each kind, which it looks for only then.
class ProfileTest {

    private static final String PROFILES =
            """
            [profile direct]
            sso_start_url = https://example.awsapps.com/start
            sso_region = eu-west-1
            sso_account_id = 123456789012
            sso_role_name = Reader
            region = eu-west-1

            [profile session]
            sso_session = work
            sso_account_id = 123456789012
            sso_role_name = Reader
            region = eu-west-1

            [sso-session work]
            sso_start_url = https://example.awsapps.com/start
            sso_region = eu-west-1
            """;

    @ParameterizedTest
    @ValueSource(strings = {"direct", "session"})
    void onlyTheLoginIsLackingNotTheCodeForIt(String profile) {
        var file =
                ProfileFile.builder()
                        .content(
                                new ByteArrayInputStream(PROFILES.getBytes(StandardCharsets.UTF_8)))
                        .type(ProfileFile.Type.CONFIGURATION)
                        .build();
        try (var provider =
                ProfileCredentialsProvider.builder()
                        .profileFile(file)
                        .profileName(profile)
                        .build()) {
            assertThatThrownBy(provider::resolveCredentials)
                    .isInstanceOf(SdkClientException.class)
                    .hasMessageNotContaining("class path");
        }
    }
}
