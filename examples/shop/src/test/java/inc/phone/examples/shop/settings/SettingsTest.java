package inc.phone.examples.shop.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inc.phone.settings.IntegrationSettings;
import inc.phone.settings.Secret;
import inc.phone.settings.SecretCipher;
import inc.phone.webhooks.signature.SignatureVerifier;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is promised of saved settings, on each database. */
abstract class SettingsTest {
  static final String KEY = "phk_canary_of_the_key";
  static final String SECRET = "canary of the webhook secret";
  private static final String NEW_SECRET = "another canary, of the next secret";
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.123456Z");
  private static final Duration ALMOST = JdbcSettingsSource.FRESH.minusMillis(1);

  final AtomicLong nanos = new AtomicLong();

  abstract DataSource database();

  @BeforeEach
  void startEmpty() throws SQLException {
    open("t1", null).problem();
    execute("DELETE FROM shop_setting");
  }

  static final IntegrationSettings ENVIRONMENT =
      IntegrationSettings.builder()
          .workspaceId("ws_env")
          .apiKey(Secret.of("phk_env"))
          .webhookSecrets(List.of(Secret.of("secret of the environment")))
          .defaultRegion("SE")
          .build();

  static String key(int seed) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) seed;
    return Base64.getEncoder().encodeToString(bytes);
  }

  static SecretCipher cipher(String id) {
    return SecretCipher.builder(id, Secret.of(key(id.hashCode()))).build();
  }

  JdbcSettingsSource open(String tenant, SecretCipher cipher) {
    return JdbcSettingsSource.open(
        database(), tenant, cipher, ENVIRONMENT, SettingsTest::check, nanos::get);
  }

  JdbcSettingsSource open() {
    return open("t1", cipher("k1"));
  }

  static SettingsEditor editor(JdbcSettingsSource source) {
    return new SettingsEditor(source, Clock.fixed(NOW, ZoneOffset.UTC), new SecureRandom());
  }

  /** As the shop's, without its client. */
  private static void check(IntegrationSettings settings) {
    if (!settings.webhookSecrets().isEmpty()) {
      SignatureVerifier.hmacSha256(
          settings.webhookSecrets().stream().map(Secret::reveal).toArray(String[]::new));
    }
  }

  static SettingsChange all() {
    return new SettingsChange("ws_1", Secret.of(KEY), "https://api.example");
  }

  @Test
  void whatWasNeverSavedIsAsTheEnvironmentSays() {
    JdbcSettingsSource source = open();

    assertThat(source.load()).isEqualTo(ENVIRONMENT);
    editor(source).save(new SettingsChange(null, Secret.of(KEY), null));

    assertThat(source.load()).isEqualTo(ENVIRONMENT.toBuilder().apiKey(Secret.of(KEY)).build());
  }

  @Test
  void whatIsSavedCountsAtOnceAndAfterARestart() {
    JdbcSettingsSource source = open();
    editor(source).save(all());

    for (JdbcSettingsSource each : List.of(source, open())) {
      assertThat(each.load().workspaceId()).isEqualTo("ws_1");
      assertThat(each.load().apiKey()).isEqualTo(Secret.of(KEY));
      assertThat(each.load().baseUrl()).isEqualTo("https://api.example");
      assertThat(each.load().defaultRegion()).isEqualTo("SE");
      assertThat(each.problem()).isEmpty();
    }
  }

  @Test
  void whatIsSavedEmptyIsRemovedWhateverTheEnvironmentSays() {
    JdbcSettingsSource source = open();
    SettingsEditor editor = editor(source);
    editor.save(all());
    editor.save(new SettingsChange(" ", null, null));
    assertThat(source.load().enabled()).isFalse();
    assertThat(source.load().apiKey()).isEqualTo(Secret.of(KEY));

    editor.save(new SettingsChange("ws_1", Secret.of(""), ""));

    assertThat(open().load().enabled()).isFalse();
    assertThat(open().load().apiKey().isEmpty()).isTrue();
    assertThat(open().load().baseUrl()).isEqualTo(IntegrationSettings.DEFAULT_BASE_URL);
  }

  @Test
  void aResetGoesBackToTheEnvironment() {
    JdbcSettingsSource source = open();
    editor(source).save(all());

    editor(source).reset();

    assertThat(source.load()).isEqualTo(ENVIRONMENT);
  }

  @Test
  void anotherNodeSeesAChangeWhenWhatItReadIsNotFresh() {
    JdbcSettingsSource here = open();
    JdbcSettingsSource there = open();
    editor(here).save(all());

    nanos.addAndGet(ALMOST.toNanos());
    assertThat(there.load().workspaceId()).isEqualTo("ws_env");
    nanos.addAndGet(Duration.ofMillis(1).toNanos());
    assertThat(there.load().workspaceId()).isEqualTo("ws_1");
  }

  @Test
  void whatDidNotChangeIsTheSameObjectSoThatNothingIsMadeAnew() {
    JdbcSettingsSource source = open();
    editor(source).save(all());
    IntegrationSettings before = source.load();

    nanos.addAndGet(JdbcSettingsSource.FRESH.toNanos());

    assertThat(source.load()).isSameAs(before);
  }

  @ParameterizedTest
  @CsvSource({
    "workspace_id, api_key",
    "workspace_id, base_url",
    "workspace_id, webhook_secrets",
    "api_key, base_url",
    "api_key, webhook_secrets",
    "base_url, webhook_secrets"
  })
  void valuesThatWereSwappedBetweenFieldsAreRefused(String one, String other) throws SQLException {
    saveEverything("t1");
    Map<String, String> rows = rows("t1");
    put("t1", one, rows.get(other));
    put("t1", other, rows.get(one));

    requireOff("cannot be decrypted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"workspace_id", "api_key", "base_url", "webhook_secrets"})
  void theValueOfAnotherTenantIsRefused(String field) throws SQLException {
    saveEverything("t1");
    saveEverything("t2");
    put("t1", field, rows("t2").get(field));

    requireOff("what is saved as " + field + " cannot be decrypted");
    assertThat(open("t2", cipher("k1")).load().enabled()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"workspace_id", "api_key", "base_url", "webhook_secrets"})
  void aValueThatWasChangedIsRefusedAndSavingItAnewHelps(String field) throws SQLException {
    saveEverything("t1");
    String value = rows("t1").get(field);
    char last = value.charAt(value.length() - 10);
    put(
        "t1",
        field,
        value.substring(0, value.length() - 10)
            + (last == 'A' ? 'B' : 'A')
            + value.substring(value.length() - 9));
    requireOff("what is saved as " + field + " cannot be decrypted");

    SettingsEditor editor = editor(open());
    if (field.equals("webhook_secrets")) {
      assertThatThrownBy(() -> editor.addWebhookSecret(Secret.of(NEW_SECRET)))
          .isInstanceOf(SettingsRefusedException.class)
          .hasMessageContaining("cannot be decrypted");
      editor.reset();
    } else {
      editor.save(all());
    }

    assertThat(open().problem()).isEmpty();
    assertThat(open().load().enabled()).isTrue();
  }

  @Test
  void aKeyThatIsNotKnownTurnsItOffAndSoDoesNone() {
    saveEverything("t1");

    assertThat(open("t1", cipher("k2")).problem().orElseThrow()).contains("key that is not known");
    JdbcSettingsSource without = open("t1", null);
    assertThat(without.load().enabled()).isFalse();
    assertThat(without.problem()).contains("settings are saved, but SHOP_SECRET_KEYS is not set");
    assertThat(open().load().enabled()).isTrue();
  }

  @Test
  void withoutAKeyTheEnvironmentCountsAndSavingSaysWhatIsMissing() throws SQLException {
    JdbcSettingsSource source = open("t1", null);
    SettingsEditor editor = editor(source);

    assertThat(source.load()).isEqualTo(ENVIRONMENT);
    assertThat(editor.view().editable()).isFalse();
    for (Runnable attempt :
        List.<Runnable>of(
            () -> editor.save(all()),
            () -> editor.addWebhookSecret(Secret.of(NEW_SECRET)),
            () -> editor.retireWebhookSecret("environment-1"))) {
      assertThatThrownBy(attempt::run)
          .isInstanceOf(SettingsRefusedException.class)
          .hasMessage("nothing can be saved: SHOP_SECRET_KEYS is not set");
    }
    assertThat(rows("t1")).isEmpty();
  }

  @Test
  void rotationEncryptsAnewAtTheStartAndTheOldKeyCanGo() throws SQLException {
    saveEverything("t1");
    IntegrationSettings before = open().load();
    Map<String, String> old = rows("t1");
    SecretCipher both =
        SecretCipher.builder("k2", Secret.of(key("k2".hashCode())))
            .oldKey("k1", Secret.of(key("k1".hashCode())))
            .build();

    open("t1", both);

    assertThat(old.values()).allMatch(value -> value.startsWith("v1.k1."));
    assertThat(rows("t1").values()).hasSize(4).allMatch(value -> value.startsWith("v1.k2."));
    assertThat(open("t1", cipher("k2")).load()).isEqualTo(before);
    assertThat(editor(open("t1", cipher("k2"))).view().apiKey().savedAt()).isEqualTo(NOW);
  }

  @Test
  void whatCannotBeEncryptedAnewIsLeftAsItIs() throws SQLException {
    saveEverything("t1");
    put("t1", "api_key", cipher("k9").encrypt("t1", "api_key", Secret.of(KEY)));

    JdbcSettingsSource source = open();

    assertThat(source.problem().orElseThrow()).contains("what is saved as api_key");
    assertThat(rows("t1").get("api_key")).startsWith("v1.k9.");
  }

  @Test
  void aSecretIsAddedBesideThoseOfTheEnvironmentAndAnyCanBeRetired() {
    JdbcSettingsSource source = open();
    SettingsEditor editor = editor(source);

    String id = editor.addWebhookSecret(Secret.of(NEW_SECRET));
    assertThat(source.load().webhookSecrets())
        .containsExactly(Secret.of(NEW_SECRET), Secret.of("secret of the environment"));
    assertThat(editor.view().webhookSecrets())
        .containsExactly(
            new SettingsView.WebhookSecret("environment-1", null),
            new SettingsView.WebhookSecret(id, NOW));

    assertThat(editor.retireWebhookSecret("environment-1")).isTrue();
    assertThat(editor.retireWebhookSecret("environment-1")).isFalse();
    assertThat(source.load().webhookSecrets()).containsExactly(Secret.of(NEW_SECRET));
    assertThat(editor.retireWebhookSecret(id)).isTrue();
    assertThat(open().load().webhookSecrets()).isEmpty();
  }

  @Test
  void theSecretThatWasAddedLastIsTheFirst() {
    JdbcSettingsSource source = open();
    SettingsEditor editor = editor(source);
    editor.addWebhookSecret(Secret.of(SECRET));
    editor.addWebhookSecret(Secret.of(NEW_SECRET));

    assertThat(source.load().webhookSecrets())
        .containsExactly(
            Secret.of(NEW_SECRET), Secret.of(SECRET), Secret.of("secret of the environment"));
  }

  @Test
  void secretsAddedOnManyNodesAtOnceAreAllThere() throws Exception {
    int nodes = 8;
    ExecutorService pool = Executors.newFixedThreadPool(nodes);
    try {
      List<Callable<String>> work = new ArrayList<>();
      for (int i = 0; i < nodes; i++) {
        SettingsEditor editor = editor(open());
        Secret secret = Secret.of(NEW_SECRET + i);
        work.add(() -> editor.addWebhookSecret(secret));
      }
      for (Future<String> done : pool.invokeAll(work)) {
        assertThat(done.get()).isNotEmpty();
      }
    } finally {
      pool.shutdownNow();
    }

    assertThat(open().load().webhookSecrets()).hasSize(nodes + 1);
  }

  @Test
  void whatCannotBeUsedIsNotSavedAndTheReasonHoldsNoSecret() throws SQLException {
    SettingsEditor editor = editor(open());
    editor.save(all());
    Map<String, String> before = rows("t1");

    for (Runnable attempt :
        List.<Runnable>of(
            () -> editor.save(new SettingsChange("ws_2", Secret.of(KEY), "ftp://" + KEY)),
            () -> editor.save(new SettingsChange(null, Secret.of(KEY.repeat(9_999)), null)),
            () -> editor.addWebhookSecret(Secret.of("short")),
            () -> editor.addWebhookSecret(Secret.of(" ")),
            () -> editor.addWebhookSecret(Secret.of("secret of the environment")),
            () -> editor.addWebhookSecret(Secret.of(SECRET.repeat(9))))) {
      assertThatThrownBy(attempt::run)
          .isInstanceOf(SettingsRefusedException.class)
          .hasNoCause()
          .message()
          .doesNotContain(KEY, "short", SECRET);
    }
    assertThat(rows("t1")).isEqualTo(before);
  }

  @Test
  void theKeyCannotBeSentToAnotherServerByWhoeverDoesNotKnowIt() {
    JdbcSettingsSource source = open();
    SettingsEditor editor = editor(source);
    editor.save(all());

    assertThatThrownBy(() -> editor.save(new SettingsChange(null, null, "https://evil.example")))
        .isInstanceOf(SettingsRefusedException.class)
        .hasMessage("with another base_url the api_key must be given again");
    editor.save(new SettingsChange("ws_2", null, "https://api.example"));
    assertThat(source.load().baseUrl()).isEqualTo("https://api.example");
    editor.save(new SettingsChange(null, Secret.of("phk_other"), "https://other.example"));
    assertThat(source.load().baseUrl()).isEqualTo("https://other.example");
  }

  @Test
  void theViewSaysWhatIsThereAndSinceWhenAndNoSecret() {
    SettingsEditor editor = editor(open());
    editor.save(new SettingsChange(null, Secret.of(KEY), null));
    editor.addWebhookSecret(Secret.of(SECRET));

    SettingsView view = editor.view();

    assertThat(view.enabled()).isTrue();
    assertThat(view.editable()).isTrue();
    assertThat(view.problem()).isNull();
    assertThat(view.workspaceId()).isEqualTo(new SettingsView.Setting(true, "ws_env", null));
    assertThat(view.apiKey()).isEqualTo(new SettingsView.Setting(true, null, NOW));
    assertThat(view.webhookSecretsSavedAt()).isEqualTo(NOW);
    assertThat(view.toString()).doesNotContain(KEY, SECRET, "secret of the environment");
  }

  @Test
  void aFieldThatIsNotKnownIsIgnored() throws SQLException {
    saveEverything("t1");
    put(
        "t1",
        "of_a_later_version",
        cipher("k1").encrypt("t1", "of_a_later_version", Secret.of("x")));

    assertThat(open().load().enabled()).isTrue();
  }

  private void requireOff(String problem) {
    JdbcSettingsSource source = open();
    assertThat(source.load()).isEqualTo(IntegrationSettings.builder().defaultRegion("SE").build());
    assertThat(source.problem().orElseThrow()).contains(problem).doesNotContain(KEY, SECRET);
    SettingsView view = editor(source).view();
    assertThat(view.problem()).contains(problem);
    assertThat(view.enabled()).isFalse();
    assertThat(view.workspaceId().value()).isNull();
  }

  void saveEverything(String tenant) {
    SettingsEditor editor = editor(open(tenant, cipher("k1")));
    editor.save(all());
    editor.addWebhookSecret(Secret.of(SECRET));
  }

  Map<String, String> rows(String tenant) throws SQLException {
    try (Connection connection = database().getConnection();
        PreparedStatement select =
            connection.prepareStatement("SELECT field, value FROM shop_setting WHERE tenant = ?")) {
      select.setString(1, tenant);
      Map<String, String> found = new TreeMap<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.put(rows.getString(1), rows.getString(2));
        }
      }
      return found;
    }
  }

  private void put(String tenant, String field, String value) throws SQLException {
    execute("DELETE FROM shop_setting WHERE tenant = ? AND field = ?", tenant, field);
    execute("INSERT INTO shop_setting VALUES (?, ?, ?, 0)", tenant, field, value);
  }

  private void execute(String sql, String... arguments) throws SQLException {
    try (Connection connection = database().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setString(i + 1, arguments[i]);
      }
      statement.executeUpdate();
    }
  }
}
