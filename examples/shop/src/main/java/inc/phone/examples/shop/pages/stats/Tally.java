package inc.phone.examples.shop.pages.stats;

import inc.phone.webhooks.call.CallRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts calls one by one. Not thread-safe. */
final class Tally {
  private static final int HOURS = 24;

  private final ZoneId zone;
  private final List<Bucket> hours = new ArrayList<>(Collections.nCopies(HOURS, Bucket.EMPTY));
  private final TreeMap<LocalDate, Bucket> days = new TreeMap<>();
  private final Map<String, Long> branches = new HashMap<>();
  private final List<Long> waits = new ArrayList<>();
  private Bucket total = Bucket.EMPTY;
  private int outgoing;
  private int voicemails;

  Tally(ZoneId zone, LocalDate first, LocalDate last) {
    this.zone = zone;
    for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
      days.put(day, Bucket.EMPTY);
    }
  }

  void add(CallRecord call) {
    if (CallStatistics.isOutgoing(call)) {
      outgoing++;
      return;
    }
    Instant answeredAt = call.answeredAt();
    boolean answered = answeredAt != null;
    boolean lost = call.lost();
    ZonedDateTime at = call.sortedAt().atZone(zone);
    total = total.with(answered, lost);
    hours.set(at.getHour(), hours.get(at.getHour()).with(answered, lost));
    days.computeIfPresent(at.toLocalDate(), (day, bucket) -> bucket.with(answered, lost));
    voicemails += call.voicemails().size();
    String branch = call.branchId();
    if (branch != null) {
      branches.merge(branch, 1L, Long::sum);
    }
    Instant startedAt = call.startedAt();
    if (answeredAt != null && startedAt != null && !answeredAt.isBefore(startedAt)) {
      waits.add(Duration.between(startedAt, answeredAt).toSeconds());
    }
  }

  Statistics result(boolean cut) {
    Collections.sort(waits);
    return new Statistics(
        total,
        outgoing,
        voicemails,
        percentile(50),
        percentile(90),
        List.copyOf(hours),
        Collections.unmodifiableSortedMap(days),
        Map.copyOf(branches),
        cut);
  }

  /** The smallest value that so many percent do not exceed. */
  private @Nullable Long percentile(int percent) {
    int rank = (waits.size() * percent + 99) / 100;
    return waits.isEmpty() ? null : waits.get(rank - 1);
  }
}
