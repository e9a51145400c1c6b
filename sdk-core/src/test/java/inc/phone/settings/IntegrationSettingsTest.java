package inc.phone.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntegrationSettingsTest {
  private static final IntegrationSettings FULL =
      IntegrationSettings.builder()
          .workspaceId("ws_1")
          .apiKey(Secret.of("canary-key"))
          .webhookSecrets(List.of(Secret.of("canary-new"), Secret.of("canary-old")))
          .defaultRegion("DE")
          .baseUrl("https://phone.example:8443/eu")
          .build();

  @Test
  void startsSwitchedOffWithDefaults() {
    IntegrationSettings nothing = IntegrationSettings.builder().build();

    assertThat(nothing.enabled()).isFalse();
    assertThat(nothing.workspaceId()).isEmpty();
    assertThat(nothing.apiKey().isEmpty()).isTrue();
    assertThat(nothing.webhookSecrets()).isEmpty();
    assertThat(nothing.defaultRegion()).isEqualTo("DK");
    assertThat(nothing.baseUrl()).isEqualTo("https://app.phone.inc");
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', false",
    "ws, '', false",
    "'', key, false",
    "ws, ' ', false",
    "' ', key, false",
    "ws, key, true"
  })
  void isOnWithWorkspaceIdAndApiKey(String workspaceId, String apiKey, boolean enabled) {
    IntegrationSettings settings =
        IntegrationSettings.builder().workspaceId(workspaceId).apiKey(Secret.of(apiKey)).build();

    assertThat(settings.enabled()).isEqualTo(enabled);
  }

  @Test
  void showsNoSecret() {
    assertThat(FULL)
        .hasToString(
            "IntegrationSettings[workspaceId=ws_1, apiKey=***, webhookSecrets=2, defaultRegion=DE,"
                + " baseUrl=https://phone.example:8443/eu]");
    assertThat(IntegrationSettings.builder().build().toString()).contains("apiKey=none");
  }

  @Test
  void survivesAWayThroughTheBuilder() {
    assertThat(FULL.toBuilder().build()).isEqualTo(FULL).hasSameHashCodeAs(FULL);
    assertThat(FULL.toBuilder().workspaceId("ws_2").build()).isNotEqualTo(FULL);
    assertThat(FULL.toBuilder().apiKey(Secret.of("other")).build()).isNotEqualTo(FULL);
    assertThat(FULL.toBuilder().webhookSecrets(List.of()).build()).isNotEqualTo(FULL);
    assertThat(FULL.toBuilder().defaultRegion("DK").build()).isNotEqualTo(FULL);
    assertThat(FULL.toBuilder().baseUrl("http://localhost:1").build()).isNotEqualTo(FULL);
  }

  @Test
  void copiesSecretsAndLeavesOutEmptyOnes() {
    List<Secret> secrets =
        new ArrayList<>(List.of(Secret.of(" "), Secret.of("one"), Secret.of("")));
    IntegrationSettings settings = IntegrationSettings.builder().webhookSecrets(secrets).build();
    secrets.clear();

    assertThat(settings.webhookSecrets()).containsExactly(Secret.of("one"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "dk", "D", "DNK", "D1", "ÆØ"})
  void refusesRegionsOfAnotherForm(String region) {
    assertThatThrownBy(() -> IntegrationSettings.builder().defaultRegion(region))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "defaultRegion must be two upper-case letters such as DK, was '" + region + "'");
  }

  @ParameterizedTest
  @CsvSource({
    "https://app.phone.inc/, https://app.phone.inc",
    "http://localhost:8080, http://localhost:8080",
    "HTTPS://phone.example/a//, HTTPS://phone.example/a",
    "' http://[::1]:80 ', http://[::1]:80"
  })
  void takesBaseUrlsWithoutTheirLastSlash(String given, String kept) {
    assertThat(IntegrationSettings.builder().baseUrl(given).build().baseUrl()).isEqualTo(kept);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "app.phone.inc",
        "//app.phone.inc",
        "ftp://app.phone.inc",
        "https://",
        "https://user:canary@app.phone.inc",
        "https://app.phone.inc?token=canary",
        "https://app.phone.inc#canary",
        "https://app phone.inc",
        "https:/app.phone.inc",
        "file:///etc/passwd"
      })
  void refusesOtherBaseUrlsWithoutRepeatingThem(String url) {
    assertThatThrownBy(() -> IntegrationSettings.builder().baseUrl(url))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "baseUrl must be an http or https URL with a host, and without user, query and"
                + " fragment");
  }
}
