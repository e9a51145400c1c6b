package inc.phone.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotifyConfigTest {
  @TempDir Path folder;

  @Test
  void nobodyIsToldUnlessThereIsAUrl() {
    assertThat(NotifyConfig.from(Map.of()).isOn()).isFalse();
    assertThat(NotifyConfig.from(Map.of("SHOP_NOTIFY_URL", " ")).isOn()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://host.example/path?key=1",
        "https://host.example:8443",
        "http://localhost:8080/",
        "http://127.0.0.1:1",
        "http://[::1]:1/"
      })
  void takesUrlsOverTlsOrOnThisMachine(String url) {
    assertThat(NotifyConfig.from(Map.of("SHOP_NOTIFY_URL", url)).url()).hasToString(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://host.example/",
        "http://localhost.host.example/",
        "http://127.0.0.1.host.example/",
        "https://me:hunter2@host.example/",
        "https:///path",
        "https:hunter2",
        "ftp://localhost/",
        "file:///hunter2",
        "localhost:8080",
        "https://host.example/#hunter2",
        "https://host example/hunter2"
      })
  void refusesOtherUrlsWithoutRepeatingThem(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NotifyConfig.from(Map.of("SHOP_NOTIFY_URL", url)))
        .withMessage(
            "SHOP_NOTIFY_URL must be https://…, or http://localhost…, without user or fragment");
  }

  @Test
  void refusesNumbersOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NotifyConfig.from(Map.of("SHOP_NOTIFY_ATTEMPTS", "0")))
        .withMessage("SHOP_NOTIFY_ATTEMPTS must be a number from 1 to 1000, was '0'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NotifyConfig.from(Map.of("SHOP_NOTIFY_RETRY_SECONDS", "soon")))
        .withMessage("SHOP_NOTIFY_RETRY_SECONDS must be a number from 1 to 3600, was 'soon'");
  }

  @Test
  void refusesASecretThatCannotSignAndRepeatsNone() {
    Map<String, String> environment = TestShop.environment(folder);
    environment.put("SHOP_NOTIFY_URL", "https://host.example/hunter2");
    environment.put("SHOP_NOTIFY_SECRET", "hunter2hunter2hunter2hunter2");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> TestShop.start(environment))
        .withMessageNotContaining("hunter2");
    assertThat(ShopConfig.from(environment).toString()).doesNotContain("hunter2");
  }
}
