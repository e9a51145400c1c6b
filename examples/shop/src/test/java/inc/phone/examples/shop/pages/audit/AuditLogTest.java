package inc.phone.examples.shop.pages.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.http.Context;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

class AuditLogTest {
  private static final Instant NOW = Instant.parse("2026-05-15T10:00:00.123456Z");

  @TempDir Path folder;

  @Test
  void keepsChangesForAYearTheNewestFirst() {
    SQLiteDataSource database = new SQLiteDataSource();
    database.setUrl("jdbc:sqlite:" + folder.resolve("audit.db"));
    at(database, NOW.minus(Duration.ofDays(366))).note(nobody(), "old", "1");
    at(database, NOW.minus(Duration.ofDays(364))).note(nobody(), "young", "2");
    AuditLog log = at(database, NOW);

    log.note(nobody(), "now", "3");

    assertThat(log.newest(10)).extracting(AuditEntry::subject).containsExactly("3", "2");
    assertThat(log.newest(1)).singleElement().extracting(AuditEntry::at).isEqualTo(NOW);
  }

  private static AuditLog at(SQLiteDataSource database, Instant time) {
    return AuditLog.create(database, Clock.fixed(time, ZoneOffset.UTC));
  }

  /** A request of nobody who is logged in. */
  private static Context nobody() {
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, arguments) -> null);
  }
}
