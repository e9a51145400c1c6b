package inc.phone.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsSourceTest {
  @Test
  void answersFixedSettingsAlways() {
    IntegrationSettings settings = IntegrationSettings.builder().workspaceId("ws").build();
    SettingsSource source = SettingsSource.fixed(settings);

    assertThat(source.load()).isSameAs(settings).isSameAs(source.load());
    assertThatNullPointerException().isThrownBy(() -> SettingsSource.fixed(null));
  }

  @Test
  void readsTheEnvironment() {
    IntegrationSettings settings =
        SettingsSource.fromEnvironment(
                Map.of(
                    "PHONE_INC_WORKSPACE_ID", " ws_1 ",
                    "PHONE_INC_API_KEY", "key\n",
                    "PHONE_INC_WEBHOOK_SECRET", "new, old,,",
                    "PHONE_INC_BASE_URL", "http://localhost:9/"))
            .load();

    assertThat(settings)
        .isEqualTo(
            IntegrationSettings.builder()
                .workspaceId("ws_1")
                .apiKey(Secret.of("key"))
                .webhookSecrets(java.util.List.of(Secret.of("new"), Secret.of("old")))
                .baseUrl("http://localhost:9")
                .build());
    assertThat(settings.enabled()).isTrue();
  }

  @Test
  void isOffInAnEnvironmentThatSaysNothing() {
    IntegrationSettings off = IntegrationSettings.builder().build();

    assertThat(SettingsSource.fromEnvironment(Map.of()).load()).isEqualTo(off);
    assertThat(
            SettingsSource.fromEnvironment(
                    Map.of("PHONE_INC_BASE_URL", " ", "PHONE_INC_WEBHOOK_SECRET", " , "))
                .load())
        .isEqualTo(off);
  }

  @Test
  void doesNotSeeLaterChangesOfTheMap() {
    Map<String, String> environment = new HashMap<>(Map.of("PHONE_INC_WORKSPACE_ID", "ws_1"));
    SettingsSource source = SettingsSource.fromEnvironment(environment);
    environment.put("PHONE_INC_WORKSPACE_ID", "ws_2");

    assertThat(source.load().workspaceId()).isEqualTo("ws_1");
  }
}
