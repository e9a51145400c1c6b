package inc.phone.examples.shop.settings;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inc.phone.settings.Secret;
import inc.phone.webhooks.spi.OutcomeUnknownException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteDataSource;

class SqliteSettingsTest extends SettingsTest {
  @TempDir Path folder;

  private SQLiteDataSource database;

  @Override
  DataSource database() {
    if (database == null) {
      SQLiteConfig config = new SQLiteConfig();
      config.setJournalMode(JournalMode.WAL);
      config.setBusyTimeout(10_000);
      database = new SQLiteDataSource(config);
      database.setUrl(url());
    }
    return database;
  }

  private String url() {
    return "jdbc:sqlite:" + folder.resolve("shop.db");
  }

  @Test
  void noSecretIsInTheFilesOfTheDatabaseInClear() throws IOException, SQLException {
    try (Connection keepsTheLogInItsFile = database().getConnection()) {
      assertThat(keepsTheLogInItsFile.isReadOnly()).isFalse();
      SettingsEditor editor = editor(open());
      editor.save(all());
      String id = editor.addWebhookSecret(Secret.of(SECRET));
      editor.retireWebhookSecret(id);
      editor.save(new SettingsChange(null, Secret.of("phk_next"), null));

      StringBuilder everything = new StringBuilder();
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          everything.append(new String(Files.readAllBytes(file), ISO_8859_1));
        }
      }
      assertThat(folder.resolve("shop.db-wal")).isNotEmptyFile();
      assertThat(everything).contains("v1.k1.", "webhook_secrets");
      for (String secret : List.of(KEY, SECRET, "phk_next", "secret of the environment", "ws_1")) {
        assertThat(everything).doesNotContain(new String(secret.getBytes(UTF_8), ISO_8859_1));
      }
    }
  }

  @Test
  void whileTheDatabaseIsAwayWhatWasReadLastCounts() {
    JdbcSettingsSource source = open();
    editor(source).save(all());
    database.setUrl("jdbc:sqlite:" + folder.resolve("no/such/folder.db"));
    nanos.addAndGet(JdbcSettingsSource.FRESH.toNanos());

    assertThat(source.load().workspaceId()).isEqualTo("ws_1");
    assertThatThrownBy(() -> editor(source).save(all()))
        .isInstanceOf(OutcomeUnknownException.class);

    database.setUrl(url());
    editor(open()).save(new SettingsChange("ws_2", null, null));
    nanos.addAndGet(JdbcSettingsSource.FRESH.toNanos());
    assertThat(source.load().workspaceId()).isEqualTo("ws_2");
  }

  @Test
  void withoutADatabaseThereIsNoSourceToStartWith() {
    database.setUrl("jdbc:sqlite:" + folder.resolve("no/such/folder.db"));

    assertThatThrownBy(this::open).isInstanceOf(OutcomeUnknownException.class);
  }
}
