package inc.phone.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PhonePropertiesTest {
  @Test
  void bindsSeveralSecretsAndShowsNone() {
    PhoneProperties properties =
        bind(
            Map.of(
                "phone-inc.workspace-id", "ws-1",
                "phone-inc.api-key", "key-of-ours",
                "phone-inc.webhook-secrets", "secret-two,secret-one",
                "phone-inc.region", "SE"));
    assertThat(properties.settings().enabled()).isTrue();
    assertThat(properties.settings().webhookSecrets())
        .extracting(secret -> secret.reveal())
        .containsExactly("secret-two", "secret-one");
    assertThat(properties.settings().defaultRegion()).isEqualTo("SE");
    assertThat(properties.toString()).contains("ws-1").doesNotContain("key-of-ours", "secret-");
  }

  @Test
  void nothingConfiguredIsOff() {
    PhoneProperties properties =
        bind(
            Map.of(
                "phone-inc.workspace-id", "",
                "phone-inc.api-key", "",
                "phone-inc.webhook-secrets", ""));
    assertThat(properties.settings().enabled()).isFalse();
    assertThat(properties.settings().webhookSecrets()).isEmpty();
    assertThat(properties.settings().defaultRegion()).isEqualTo("DK");
  }

  private static PhoneProperties bind(Map<String, String> values) {
    return new Binder(new MapConfigurationPropertySource(values))
        .bindOrCreate("phone-inc", PhoneProperties.class);
  }
}
