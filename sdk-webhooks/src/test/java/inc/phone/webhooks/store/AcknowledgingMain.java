package inc.phone.webhooks.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import inc.phone.webhooks.WebhookReceiver;
import inc.phone.webhooks.WebhookRequest;
import inc.phone.webhooks.signature.SignatureVerifier.Verified;
import inc.phone.webhooks.testkit.EventBodies;
import java.nio.file.Path;
import java.util.Map;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/** Receives events in a process of its own, one after the other, and says so of each. */
final class AcknowledgingMain {
  static final String ACKNOWLEDGED = "200";

  /** So many that the log is copied into the file, and begun again, more than once. */
  private static final int CALLS = 60;

  static final int EVENTS = CALLS * 6;

  private AcknowledgingMain() {}

  /**
   * Receives.
   *
   * @param arguments the file, and how SQLite is to sync it
   */
  public static void main(String[] arguments) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(
        SqliteFiles.open(
            Path.of(arguments[0]), JournalMode.WAL, SynchronousMode.valueOf(arguments[1])));
    config.setMaximumPoolSize(1);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      WebhookReceiver receiver =
          WebhookReceiver.builder()
              .verifier(request -> new Verified("0"))
              .store(JdbcCallStore.builder(pool).requireDurable(false).build())
              .build();
      for (int call = 0; call < CALLS; call++) {
        for (byte[] body : EventBodies.missedCallWithVoicemail("call-" + call)) {
          System.out.println(receiver.receive(WebhookRequest.of(null, Map.of(), body)).status());
        }
      }
    }
  }
}
