package inc.phone.webhooks;

import inc.phone.model.Call;
import inc.phone.model.CallDirection;
import inc.phone.model.Voicemail;
import inc.phone.number.E164;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which call left which voicemail. The vendor's list of voicemails does not say; its events do.
 *
 * <ol>
 *   <li>What is stored already, from an event, is certain.
 *   <li>Else candidates are the unanswered inbound calls of the same caller to the same company
 *       number that began within {@link #LONGEST} before the recording.
 *   <li>Of a caller with a number it is the latest: a telephone makes one call at a time. Of
 *       callers who withhold it, or if two began in the same second, there must be one candidate
 *       only.
 * </ol>
 *
 * <p>The last two are inference. What stays open is not guessed. Not thread-safe; made for one run.
 */
final class VoicemailLinks {
  /** Waiting, greeting and message together; a longer call keeps its voicemail unlinked. */
  static final Duration LONGEST = Duration.ofMinutes(30);

  private static final Duration APART = Duration.ofMinutes(1);

  private static final Comparator<Call> BY_START =
      Comparator.comparing(call -> Objects.requireNonNullElse(call.startedAt(), Instant.MIN));

  private record Line(@Nullable String from, @Nullable String mainNumber) {}

  private final Function<@Nullable String, Optional<E164>> partyNumber;
  private final Map<String, Call> unanswered = new LinkedHashMap<>();
  private final Map<Line, List<Call>> candidates = new HashMap<>();
  private final Map<String, String> stored = new HashMap<>();
  private final Set<String> withMessage = new HashSet<>();

  VoicemailLinks(Function<@Nullable String, Optional<E164>> partyNumber) {
    this.partyNumber = partyNumber;
  }

  /** Takes a listed call into account; keeps it without its texts if it can matter. */
  void add(Call call) {
    if (call.answeredAt() != null || call.startedAt() == null) {
      return;
    }
    Call kept =
        call.toBuilder().summary(null).transcription(null).transcriptionSegments(null).build();
    unanswered.put(call.id(), kept);
    if (!CallDirection.OUTBOUND.equals(call.direction())) {
      Line line = new Line(call.from(), call.mainNumberNumber());
      candidates.computeIfAbsent(line, calls -> new ArrayList<>()).add(kept);
    }
  }

  /** Notes what is certain. */
  void addStored(String voicemailId, String callId) {
    stored.put(voicemailId, callId);
    withMessage.add(callId);
  }

  /** Finds the call of a voicemail, or nothing if that would be a guess. */
  Optional<Call> callOf(Voicemail voicemail) {
    String callId = stored.get(voicemail.id());
    if (callId != null) {
      Call call = unanswered.get(callId);
      return Optional.of(call != null ? call : Call.builder(callId).build());
    }
    List<Call> possible = possible(voicemail);
    Optional<Call> found = latest(possible, partyNumber.apply(voicemail.from()).isPresent());
    if (found.isPresent()) {
      addStored(voicemail.id(), found.get().id());
    } else {
      possible.forEach(call -> withMessage.add(call.id())); // one of them, so none is surely lost
    }
    return found;
  }

  private List<Call> possible(Voicemail voicemail) {
    Instant createdAt = voicemail.createdAt();
    if (createdAt == null) {
      return List.of();
    }
    Line line = new Line(voicemail.from(), voicemail.mainNumberNumber());
    return candidates.getOrDefault(line, List.of()).stream()
        .filter(call -> began(call, createdAt.minus(LONGEST), createdAt))
        .sorted(BY_START.reversed())
        .toList();
  }

  private static boolean began(Call call, Instant from, Instant to) {
    Instant startedAt = call.startedAt();
    return startedAt != null && !startedAt.isBefore(from) && !startedAt.isAfter(to);
  }

  private static Optional<Call> latest(List<Call> possible, boolean known) {
    boolean clear =
        possible.size() == 1
            || (possible.size() > 1 && known && isApart(possible.get(0), possible.get(1)));
    return clear ? Optional.of(possible.get(0)) : Optional.empty();
  }

  private static boolean isApart(Call latest, Call before) {
    Instant startedAt = latest.startedAt();
    return startedAt != null && !began(before, startedAt.minus(APART), startedAt);
  }

  /**
   * Calls that are over, that nobody answered, and that left no message.
   *
   * @param from the earliest beginning
   * @param to the latest beginning: the message of a younger call may not be listed yet
   */
  List<Call> lost(Instant from, Instant to) {
    return unanswered.values().stream()
        .filter(MissedEvents::isEnded)
        .filter(call -> began(call, from, to))
        .filter(call -> !withMessage.contains(call.id()))
        .toList();
  }
}
