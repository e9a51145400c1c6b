package inc.phone.webhooks;

import inc.phone.internal.json.JsonFields;
import inc.phone.model.Call;
import inc.phone.model.EventType;
import inc.phone.model.Voicemail;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which times of a sender are believed: from 2000 until one day after we received them.
 *
 * <p>A broken clock must not decide for ever which value of a call is the latest.
 */
final class PlausibleTime {
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  /** What is missing where no time is to be believed. */
  static final String EXPECTED = "a time between 2000 and one day from now";

  private static final Duration AHEAD = Duration.ofDays(1);

  private final Instant latest;

  PlausibleTime(Instant receivedAt) {
    this.latest = receivedAt.plus(AHEAD);
  }

  /**
   * When an event happened: its timestamp, else the payload's own time for this type, else the
   * latest time that the payload has.
   */
  Instant of(
      JsonFields json,
      String timestampName,
      EventType type,
      @Nullable Call call,
      @Nullable Voicemail voicemail) {
    Instant time = find(json.instant(timestampName), type, call, voicemail);
    if (time == null) {
      throw json.problem(timestampName, EXPECTED);
    }
    return time;
  }

  /** The same, where the format has times of its own; null if there is none to believe. */
  @Nullable Instant find(
      @Nullable Instant given, EventType type, @Nullable Call call, @Nullable Voicemail voicemail) {
    Instant timestamp = believed(given);
    if (timestamp != null) {
      return timestamp;
    }
    Instant moment = believed(momentOf(type, call, voicemail));
    if (moment != null) {
      return moment;
    }
    return Stream.of(
            call == null ? null : call.startedAt(),
            call == null ? null : call.answeredAt(),
            voicemail == null ? null : voicemail.createdAt())
        .map(this::believed)
        .filter(Objects::nonNull)
        .max(Instant::compareTo)
        .orElse(null);
  }

  private static @Nullable Instant momentOf(
      EventType type, @Nullable Call call, @Nullable Voicemail voicemail) {
    if (type.equals(EventType.VOICEMAIL_NEW)) {
      return voicemail == null ? null : voicemail.createdAt();
    }
    if (type.equals(EventType.CALL_ANSWERED)) {
      return call == null ? null : call.answeredAt();
    }
    boolean atStart =
        type.equals(EventType.CALL_INITIATED) || type.equals(EventType.CALL_OUTSIDE_OPENING_HOURS);
    return call != null && atStart ? call.startedAt() : null;
  }

  /** The call without times that are not to be believed. */
  @Nullable Call believed(@Nullable Call call) {
    if (call == null || (isBelieved(call.startedAt()) && isBelieved(call.answeredAt()))) {
      return call;
    }
    return call.toBuilder()
        .startedAt(believed(call.startedAt()))
        .answeredAt(believed(call.answeredAt()))
        .build();
  }

  /** The voicemail without times that are not to be believed. */
  @Nullable Voicemail believed(@Nullable Voicemail voicemail) {
    if (voicemail == null || isBelieved(voicemail.createdAt())) {
      return voicemail;
    }
    return voicemail.toBuilder().createdAt(null).build();
  }

  private boolean isBelieved(@Nullable Instant time) {
    return time == null || (!time.isBefore(EARLIEST) && !time.isAfter(latest));
  }

  /** The time, or null if it is not to be believed. */
  @Nullable Instant believed(@Nullable Instant time) {
    return isBelieved(time) ? time : null;
  }
}
