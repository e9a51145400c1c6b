package inc.phone.examples.shop.pages.stats;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallProjection;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.spi.CallFilter;
import inc.phone.webhooks.spi.CallQueries;
import inc.phone.webhooks.spi.Page;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallStatisticsTest {
  private static final ZoneId COPENHAGEN = ZoneId.of("Europe/Copenhagen");
  private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), COPENHAGEN);

  private final List<CallFilter> asked = new ArrayList<>();

  @Test
  void stopsWhereTheWorkWouldNeverEnd() {
    Statistics counted = statistics(Integer.MAX_VALUE).ofLastDays(30);

    assertThat(counted.cut()).isTrue();
    assertThat(counted.total().all()).isEqualTo(CallStatistics.MOST);
    assertThat(asked).hasSize(CallStatistics.MOST / CallQueries.MAX_LIMIT);
  }

  @Test
  void countsEverythingIfThereIsAnEnd() {
    Statistics counted = statistics(CallStatistics.MOST).ofLastDays(7);

    assertThat(counted.cut()).isFalse();
    assertThat(counted.total().all()).isEqualTo(CallStatistics.MOST);
    assertThat(counted.medianWait()).isNull();
  }

  @Test
  void daysAreThoseOfTheShopsZone() {
    Statistics counted = statistics(0).ofLastDays(7);

    assertThat(counted.days()).hasSize(7);
    assertThat(asked)
        .containsExactly(
            new CallFilter(
                null,
                Instant.parse("2026-11-14T23:00:00Z"),
                Instant.parse("2026-11-21T23:00:00Z")));
  }

  @Test
  void countsForTheMenuAreNotMadeForEveryPage() {
    CallStatistics statistics = statistics(0);
    for (int i = 0; i < 5; i++) {
      assertThat(statistics.branchesOfLastMonth()).isEmpty();
    }

    assertThat(asked).hasSize(1);
  }

  /** A shop with so many calls that nothing is known about. */
  private CallStatistics statistics(int calls) {
    CallRecord call = CallRecord.of(new CallKey("default", "c"), new CallProjection());
    CallQueries queries =
        (CallQueries)
            Proxy.newProxyInstance(
                CallQueries.class.getClassLoader(),
                new Class<?>[] {CallQueries.class},
                (proxy, method, arguments) -> {
                  asked.add((CallFilter) arguments[1]);
                  int left = calls - (asked.size() - 1) * CallQueries.MAX_LIMIT;
                  int size = Math.min(CallQueries.MAX_LIMIT, left);
                  return new Page<>(Collections.nCopies(size, call), left > size ? "more" : null);
                });
    return new CallStatistics(queries, "default", COPENHAGEN, NOON);
  }
}
