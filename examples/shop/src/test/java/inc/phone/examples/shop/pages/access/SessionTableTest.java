package inc.phone.examples.shop.pages.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionTableTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private Instant now = Instant.parse("2026-05-15T10:00:00Z");
  private final SessionTable table = new SessionTable(new TestClock(), new SecureRandom());

  private final class TestClock extends Clock {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @Test
  void endsAfterTwoHoursWithoutUse() {
    String id = table.begin().id();

    now = now.plus(SessionTable.IDLE).minus(SECOND);
    assertThat(table.find(id, true)).isPresent();
    now = now.plus(SessionTable.IDLE).minus(SECOND);
    assertThat(table.find(id, true)).isPresent();
    now = now.plus(SessionTable.IDLE);
    assertThat(table.find(id, true)).isEmpty();
  }

  @Test
  void refreshingPageDoesNotKeepItAlive() {
    String id = table.begin().id();
    Instant begun = now;

    for (int i = 0; i < 119; i++) {
      now = now.plus(Duration.ofMinutes(1));
      assertThat(table.find(id, false)).isPresent();
    }
    now = begun.plus(SessionTable.IDLE);

    assertThat(table.find(id, false)).isEmpty();
  }

  @Test
  void endsAfterHalfADayHoweverMuchItIsUsed() {
    String id = table.begin().id();
    Instant begun = now;

    while (now.isBefore(begun.plus(SessionTable.LIFETIME).minus(SECOND))) {
      assertThat(table.find(id, true)).isPresent();
      now = now.plus(Duration.ofMinutes(10));
    }
    now = begun.plus(SessionTable.LIFETIME);

    assertThat(table.find(id, true)).isEmpty();
  }

  @Test
  void oldestInUseMakesRoom() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < SessionTable.MAX; i++) {
      ids.add(table.begin().id());
    }
    assertThat(table.find(ids.get(0), true)).isPresent();

    table.begin();

    assertThat(table.find(ids.get(0), true)).isPresent();
    assertThat(table.find(ids.get(1), true)).isEmpty();
    assertThat(table.find(ids.get(2), true)).isPresent();
  }

  @Test
  void endIsTheEnd() {
    String id = table.begin().id();

    table.end(id);

    assertThat(table.find(id, true)).isEmpty();
  }

  @Test
  void noTwoIdsOrFormTokensAreTheSame() {
    List<String> secrets = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      SessionTable.Begun begun = table.begin();
      secrets.add(begun.id());
      secrets.add(begun.session().formToken());
    }

    assertThat(secrets).doesNotHaveDuplicates().allMatch(secret -> secret.matches("[0-9a-f]{64}"));
  }
}
