package inc.phone.webhooks.store;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.spi.CallStore;
import inc.phone.webhooks.spi.Quarantine;
import inc.phone.webhooks.spi.QuarantinedBody;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a host asks for may hold anything; text that no row can have is no trouble of the store. */
class UnstorableTextTest {
  private static final List<String> TEXTS = List.of("\0", "\ud800", "a\0", "?\udc00");

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"memory", "sqlite", "postgresql"})
  void isNeverFound(String engine) {
    Object store = store(engine);
    CallStore calls = (CallStore) store;
    Quarantine quarantine = (Quarantine) store;
    String sha256 = "a".repeat(64);
    quarantine.put(new QuarantinedBody("default", sha256, Instant.EPOCH, "why", new byte[1]));
    for (String text : TEXTS) {
      assertThat(quarantine.list(text, 10)).isEmpty();
      assertThat(quarantine.find(text, sha256)).isEmpty();
      assertThat(quarantine.find("default", text)).isEmpty();
      assertThat(quarantine.remove("default", text)).isFalse();
      List<CallKey> keys =
          List.of(new CallKey(text, "a"), new CallKey("default", text), new CallKey("b", "c"));
      assertThat(calls.load(keys)).allMatch(stored -> stored.version() == 0).hasSize(3);
    }
    assertThat(quarantine.list("default", 10)).hasSize(1);
  }

  private Object store(String engine) {
    return switch (engine) {
      case "memory" -> new MemoryCallStore();
      case "sqlite" -> JdbcCallStore.create(SqliteFiles.open(directory.resolve("calls.db")));
      default -> JdbcCallStore.create(Postgres.emptySchema());
    };
  }
}
