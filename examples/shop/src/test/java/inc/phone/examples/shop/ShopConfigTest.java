package inc.phone.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShopConfigTest {
  @TempDir Path folder;

  @Test
  void anEmptyEnvironmentGivesTheDefaults() {
    ShopConfig config = ShopConfig.from(Map.of("SHOP_PORT", " ", "SHOP_CUSTOMERS", ""));

    assertThat(config.port()).isEqualTo(8080);
    assertThat(config.databaseUrl()).isEqualTo("jdbc:sqlite:data/shop.db");
    assertThat(config.adminToken().isEmpty()).isTrue();
    assertThat(config.customersFile()).isNull();
    assertThat(config.reconcileEvery()).isNull();
    assertThat(config.phone().enabled()).isFalse();
    assertThat(config.phone().defaultRegion()).isEqualTo("DK");
    assertThat(config.phone().baseUrl()).isEqualTo("https://app.phone.inc");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "65536", "http", "8080.5", "0x50", "٨٠", "999999999999"})
  void refusesPortsThatAreNone(String port) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ShopConfig.from(Map.of("SHOP_PORT", port)))
        .withMessage("SHOP_PORT must be a number from 0 to 65535, was '" + port + "'");
  }

  @Test
  void reconcilesAsOftenAsItIsTold() {
    assertThat(ShopConfig.from(Map.of("SHOP_RECONCILE_MINUTES", "15")).reconcileEvery())
        .isEqualTo(Duration.ofMinutes(15));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ShopConfig.from(Map.of("SHOP_RECONCILE_MINUTES", "often")))
        .withMessage("SHOP_RECONCILE_MINUTES must be a number from 0 to 10080, was 'often'");
  }

  @Test
  void showsNoSecret() {
    assertThat(ShopConfig.from(TestShop.environment(folder)).toString())
        .doesNotContain(TestShop.TOKEN, TestShop.SECRET, TestShop.OLD_SECRET, "phk_1");
  }

  @Test
  void theFolderOfTheDatabaseIsMade() {
    Map<String, String> environment = TestShop.environment(folder);
    environment.put("SHOP_DB", "jdbc:sqlite:" + folder.resolve("a/b/shop.db"));

    TestShop.start(environment).close();

    assertThat(folder.resolve("a/b/shop.db")).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc:sqlite::memory:", "jdbc:nonsense:x", "shop.db"})
  void refusesDatabasesThatCouldForget(String url) {
    Map<String, String> environment = TestShop.environment(folder);
    environment.put("SHOP_DB", url);

    assertThatThrownBy(() -> TestShop.start(environment)).isInstanceOf(RuntimeException.class);
    assertThat(Files.exists(Path.of(":memory:"))).isFalse();
  }

  @Test
  void keepsThePasswordOfAnUnknownDatabaseToItself() {
    Map<String, String> environment = TestShop.environment(folder);
    environment.put("SHOP_DB", "jdbc:nonsense://host/db?password=hunter2");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> TestShop.start(environment))
        .withMessage("SHOP_DB: no driver for this URL; try jdbc:sqlite:file")
        .withStackTraceContaining("No suitable driver")
        .matches(e -> !e.getCause().toString().contains("hunter2"));
  }

  @Test
  void refusesSecretsThatProtectNothing() {
    Map<String, String> environment = TestShop.environment(folder);
    environment.put("PHONE_INC_WEBHOOK_SECRET", "short");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> TestShop.start(environment))
        .withMessageNotContaining("'short'");
  }
}
