package inc.phone.webhooks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.webhooks.spi.Quarantine;
import inc.phone.webhooks.spi.QuarantineEntry;
import inc.phone.webhooks.spi.QuarantinedBody;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link Quarantine} promises. Extend it, say how an empty one is made, done. */
public abstract class QuarantineContractTest {
  private static final Instant NOON = Instant.parse("2026-05-15T12:00:00.123456Z");

  /**
   * Makes a quarantine with nothing in it.
   *
   * @return an empty quarantine
   */
  protected abstract Quarantine emptyQuarantine();

  @Test
  void keepsTheExactBytes() {
    Quarantine quarantine = emptyQuarantine();
    byte[] body = new byte[256];
    for (int i = 0; i < body.length; i++) {
      body[i] = (byte) i;
    }
    QuarantinedBody item = new QuarantinedBody("default", sha("a"), NOON, "malformed", body);
    quarantine.put(item);
    QuarantinedBody found = quarantine.find("default", sha("a")).orElseThrow();
    assertThat(found.body()).isEqualTo(body);
    assertThat(found.receivedAt()).isEqualTo(NOON);
    assertThat(found.reason()).isEqualTo("malformed");
  }

  @Test
  void keepsAnEmptyBody() {
    Quarantine quarantine = emptyQuarantine();
    quarantine.put(body("a", 0, 0));
    assertThat(quarantine.find("default", sha("a")).orElseThrow().body()).isEmpty();
    assertThat(quarantine.list("default", 10)).extracting(QuarantineEntry::size).containsExactly(0);
  }

  @Test
  void keepsABodyOnceAndTheFirstOne() {
    Quarantine quarantine = emptyQuarantine();
    quarantine.put(body("a", 1, 3));
    quarantine.put(body("a", 9, 3));
    assertThat(quarantine.list("default", 10))
        .extracting(QuarantineEntry::receivedAt)
        .containsExactly(NOON.plusSeconds(1));
  }

  @Test
  void listsTheNewestFirstUpToTheLimit() {
    Quarantine quarantine = emptyQuarantine();
    quarantine.put(body("b", 1, 10));
    quarantine.put(body("a", 3, 30));
    quarantine.put(body("c", 3, 31));
    quarantine.put(body("d", 2, 20));
    assertThat(quarantine.list("default", 3))
        .containsExactly(
            new QuarantineEntry(sha("c"), NOON.plusSeconds(3), "why", 31),
            new QuarantineEntry(sha("a"), NOON.plusSeconds(3), "why", 30),
            new QuarantineEntry(sha("d"), NOON.plusSeconds(2), "why", 20));
  }

  @Test
  void pagesNeitherRepeatNorSkipWhileBodiesComeAndGo() {
    Quarantine quarantine = emptyQuarantine();
    for (int i = 0; i < 10; i++) {
      quarantine.put(body(Integer.toHexString(i), i / 3, 1));
    }
    List<String> seen = new ArrayList<>();
    List<QuarantineEntry> page;
    QuarantineEntry after = null;
    do {
      page = quarantine.list("default", after, 3);
      for (QuarantineEntry entry : page) {
        seen.add(entry.sha256().substring(0, 1));
        after = entry;
        assertThat(quarantine.remove("default", entry.sha256())).isTrue();
      }
      quarantine.put(body("f", 50 + seen.size(), 1)); // newer than all, on no later page
    } while (!page.isEmpty());
    assertThat(seen).containsExactly("9", "8", "7", "6", "5", "4", "3", "2", "1", "0");
  }

  @Test
  void removesOnce() {
    Quarantine quarantine = emptyQuarantine();
    quarantine.put(body("a", 1, 3));
    assertThat(quarantine.remove("default", sha("a"))).isTrue();
    assertThat(quarantine.remove("default", sha("a"))).isFalse();
    assertThat(quarantine.find("default", sha("a"))).isEmpty();
    assertThat(quarantine.list("default", 10)).isEmpty();
  }

  @Test
  void sourcesDoNotSeeEachOther() {
    Quarantine quarantine = emptyQuarantine();
    quarantine.put(body("a", 1, 3));
    assertThat(quarantine.list("other", 10)).isEmpty();
    assertThat(quarantine.find("other", sha("a"))).isEmpty();
    assertThat(quarantine.remove("other", sha("a"))).isFalse();
  }

  private static QuarantinedBody body(String name, int second, int size) {
    return new QuarantinedBody(
        "default", sha(name), NOON.plusSeconds(second), "why", new byte[size]);
  }

  private static String sha(String name) {
    return name.repeat(64);
  }
}
