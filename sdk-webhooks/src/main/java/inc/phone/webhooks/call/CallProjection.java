package inc.phone.webhooks.call;

import inc.phone.model.Call;
import inc.phone.model.CallDirection;
import inc.phone.model.CallState;
import inc.phone.model.EventType;
import inc.phone.model.Voicemail;
import inc.phone.number.E164;
import inc.phone.webhooks.PhoneEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The merged state of one call.
 *
 * <p>Each field keeps the stamp of the event that set it; the value with the greatest stamp wins.
 * So the state needs no history, costs the same whatever the order of arrival, and equals what
 * sorting all events by (time, rank, id) and folding them would give:
 *
 * <ol>
 *   <li>Every value that is not null is offered to its field under (time, rank of the type, event
 *       id, value). {@code state} puts its phase first: ended over answered over anything else.
 *   <li>The event's id is remembered, up to {@value #MAX_EVENTS}. A repeat is not counted again;
 *       what it says is merged all the same.
 *   <li>What the stays of participants say of state, answer and end is computed from all of them;
 *       see {@link CallStay}.
 *   <li>{@code lost} and the match status are computed from the rest, never stored.
 * </ol>
 *
 * <p>Pure: no clock, no input or output. Mutable and not thread-safe: decode, merge, encode,
 * forget. Two projections that saw the same events encode to the same bytes, up to {@value
 * #MAX_EVENTS}.
 *
 * @since 0.1.0
 */
public final class CallProjection {
  /** How many event ids of one call are remembered; beyond that events are merged only. */
  public static final int MAX_EVENTS = 1_000;

  /** What is longer is no number, and need not be kept twice. */
  private static final int MAX_NUMBER_LENGTH = 64;

  /** What merging an event did. */
  public enum Outcome {
    /** The event was not seen before. */
    NEW,
    /** The event was seen before; what it says was merged. */
    REPEAT,
    /** The event was seen before; this copy said something else, and the call changed by it. */
    AMENDMENT,
    /**
     * The event was seen before, and this copy sorts before the known one, so it now stands for the
     * event.
     */
    CORRECTION,
    /** The call has too many events to remember another; what it says was merged. */
    UNCOUNTED
  }

  /** The part of an event that is remembered: the least that was ever said under its id. */
  record Remembered(Stamp stamp, String type) implements Comparable<Remembered> {
    @Override
    public int compareTo(Remembered other) {
      int byStamp = stamp.compareTo(other.stamp);
      return byStamp != 0 ? byStamp : type.compareTo(other.type); // unknown types share a rank
    }
  }

  final Registers fields = new Registers();
  final TreeMap<String, Registers> voicemails = new TreeMap<>();
  final TreeMap<String, Remembered> events = new TreeMap<>();
  int forgottenEvents;
  @Nullable Stamp lastForgotten;
  final KeyPresses keys = new KeyPresses();
  @Nullable Instant firstEventAt;
  @Nullable String manualCustomer;
  @Nullable String partyNumber;
  @Nullable String lookedUpNumber;
  @Nullable String lookedUpCustomer;
  @Nullable Instant pendingSince;
  @Nullable PressedKeys resolvedKeys;
  @Nullable String resolvedBranch;

  /** Starts a call that nothing is known of. */
  public CallProjection() {}

  /**
   * Reads the stored form.
   *
   * @param state what {@link #encode()} made, or an empty array for a call never seen
   * @return the projection
   * @throws IllegalArgumentException if a newer version of the SDK wrote it in another form
   */
  public static CallProjection decode(byte[] state) {
    return state.length == 0 ? new CallProjection() : ProjectionCodec.decode(state);
  }

  /**
   * Writes the stored form.
   *
   * @return compact JSON, equal for equal projections
   */
  public byte[] encode() {
    return ProjectionCodec.encode(this);
  }

  /**
   * Merges one event.
   *
   * @param event an event of this call
   * @return whether it was new
   */
  public Outcome merge(PhoneEvent event) {
    Stamp stamp = Stamp.of(event.occurredAt(), event.type(), event.id());
    int before = changes();
    mergeFirst(stamp.time());
    mergeType(event.type(), stamp);
    CallStay stay = event.stay();
    if (event.call() != null) {
      boolean added = stay != null && stay.role() == CallStay.Role.CALLEE;
      mergeCall(event.call(), added ? stamp.ofLittleWeight() : stamp);
    }
    if (stay != null) {
      Stays.offer(fields, stay, stamp);
    }
    fields.offer(Field.DIGIT, stamp, event.digit());
    fields.offer(Field.BRANCH_ID, stamp, event.branchId());
    keys.offer(event, stamp);
    forgetBranchIfSaid();
    if (event.voicemail() != null) {
      mergeVoicemail(event.voicemail(), event.type(), stamp);
    }
    Outcome outcome = remember(stamp, event.type());
    return outcome == Outcome.REPEAT && changes() > before ? Outcome.AMENDMENT : outcome;
  }

  private int changes() {
    return fields.changes()
        + voicemails.size()
        + voicemails.values().stream().mapToInt(Registers::changes).sum();
  }

  private Outcome remember(Stamp stamp, EventType type) {
    Remembered now = new Remembered(stamp, type.value());
    Remembered before = events.get(stamp.eventId());
    if (before == null) {
      if (events.size() >= MAX_EVENTS) {
        return Outcome.UNCOUNTED;
      }
      events.put(stamp.eventId(), now);
      return Outcome.NEW;
    }
    // A repeat may carry another time or even type. The least one stays, whichever came first.
    if (now.compareTo(before) < 0) {
      events.put(stamp.eventId(), now);
      return Outcome.CORRECTION;
    }
    return Outcome.REPEAT;
  }

  /**
   * Of all events, also those beyond the limit: what a row is sorted by must not depend on order.
   */
  void mergeFirst(Instant time) {
    if (firstEventAt == null || time.isBefore(firstEventAt)) {
      firstEventAt = time;
    }
  }

  private void mergeType(EventType type, Stamp stamp) {
    if (type.equals(EventType.CALL_ENDED)) {
      fields.offer(Field.ENDED_AT, stamp, stamp.time());
    } else if (type.equals(EventType.CALL_LOST)) {
      fields.offer(Field.LOST_AT, stamp, stamp.time());
    } else if (type.equals(EventType.CALL_OUTSIDE_OPENING_HOURS)) {
      fields.offer(Field.OUTSIDE_OPENING_HOURS, stamp, stamp.time());
    }
  }

  private void mergeCall(Call call, Stamp stamp) {
    fields.offer(Field.CALL_CONTROL_ID, stamp, call.callControlId());
    fields.offer(Field.FROM, stamp, call.from());
    fields.offer(Field.TO, stamp, call.to());
    fields.offer(Field.DIRECTION, stamp, call.direction());
    fields.offer(Field.STATE, stamp, call.state());
    fields.offer(Field.STARTED_AT, stamp, call.startedAt());
    fields.offer(Field.ANSWERED_AT, stamp, call.answeredAt());
    fields.offer(Field.DURATION, stamp, call.duration());
    fields.offer(Field.SUMMARY, stamp, call.summary());
    fields.offer(Field.TRANSCRIPTION, stamp, call.transcription());
    fields.offer(Field.TRANSCRIPTION_SEGMENTS, stamp, call.transcriptionSegments());
    fields.offer(Field.MAIN_NUMBER_ID, stamp, call.mainNumberId());
    fields.offer(Field.MAIN_NUMBER_NAME, stamp, call.mainNumberName());
    fields.offer(Field.MAIN_NUMBER_NUMBER, stamp, call.mainNumberNumber());
    fields.offer(Field.MAIN_NUMBER_FORMATTED, stamp, call.mainNumberNumberFormatted());
    fields.offer(Field.EMPLOYEES, stamp, call.employees());
    fields.offer(Field.INITIATED_BY, stamp, call.initiatedByJson());
    fields.offer(Field.RECORDING_URL, stamp, call.recordingUrl());
  }

  private void mergeVoicemail(Voicemail voicemail, EventType type, Stamp stamp) {
    Registers registers = voicemails.computeIfAbsent(voicemail.id(), id -> new Registers());
    registers.offer(Field.FROM, stamp, voicemail.from());
    registers.offer(Field.TRANSCRIPTION, stamp, voicemail.transcription());
    registers.offer(Field.CREATED_AT, stamp, voicemail.createdAt());
    registers.offer(Field.RECORDING_URL, stamp, voicemail.recordingUrl());
    registers.offer(Field.MAIN_NUMBER_ID, stamp, voicemail.mainNumberId());
    registers.offer(Field.MAIN_NUMBER_NAME, stamp, voicemail.mainNumberName());
    registers.offer(Field.MAIN_NUMBER_NUMBER, stamp, voicemail.mainNumberNumber());
    if (type.equals(EventType.VOICEMAIL_NEW)) {
      registers.offer(Field.NEW_AT, stamp, stamp.time());
    }
    if (type.equals(EventType.VOICEMAIL_TRANSCRIPTION_DONE)) {
      registers.offer(Field.TRANSCRIBED_AT, stamp, stamp.time());
    }
  }

  /**
   * Tells whether an event that sorts after this one is already here.
   *
   * @param event an event of this call
   * @return true if it comes late
   */
  public boolean isOvertaken(PhoneEvent event) {
    Stamp stamp = Stamp.of(event.occurredAt(), event.type(), event.id());
    return (lastForgotten != null && lastForgotten.compareTo(stamp) > 0)
        || events.values().stream().anyMatch(known -> known.stamp().compareTo(stamp) > 0);
  }

  /**
   * Forgets ids of events, so that they would be counted again if they came again. What the events
   * said stays, and so does their count.
   *
   * @param eventIds which ones; those that are not remembered change nothing
   */
  public void forget(Collection<String> eventIds) {
    for (String eventId : eventIds) {
      Remembered forgotten = events.remove(eventId);
      if (forgotten != null) {
        forgottenEvents++;
        if (lastForgotten == null || forgotten.stamp().compareTo(lastForgotten) > 0) {
          lastForgotten = forgotten.stamp();
        }
      }
    }
  }

  /**
   * Tells whether there are events that would be recognised if they came again.
   *
   * @return false if all were forgotten
   */
  public boolean remembersEvents() {
    return !events.isEmpty();
  }

  int eventCount() {
    return events.size() + forgottenEvents;
  }

  /**
   * The other end as the sender gave it: the caller, or the callee of an outbound call.
   *
   * @return the text, or null if it was not sent
   */
  public @Nullable String party() {
    return fields.get(isOutbound() ? Field.TO : Field.FROM);
  }

  /**
   * Sets the number of the other end, so that it can be looked up.
   *
   * @param number the normalised number, or empty if there is none to look up
   */
  public void setPartyNumber(Optional<E164> number) {
    partyNumber = number.map(E164::toString).orElse(null);
  }

  /**
   * Notes the answer of a lookup. It counts as long as the call's number stays the same; an answer
   * for another number comes too late and is ignored, or it would displace the right one.
   *
   * @param number the number that was looked up
   * @param customerId the customer, or empty if nobody has this number
   */
  public void setLookedUp(E164 number, Optional<String> customerId) {
    if (number.toString().equals(partyNumber)) {
      lookedUpNumber = number.toString();
      lookedUpCustomer = customerId.orElse(null);
    }
  }

  /**
   * Assigns a customer by hand, which wins over every lookup.
   *
   * @param customerId the customer, or empty to go back to lookups
   */
  public void setManualCustomer(Optional<String> customerId) {
    manualCustomer = customerId.orElse(null);
  }

  /**
   * Notes since when the call waits for its lookup: from now, if it does and did not before. Only a
   * receiver that lets listeners wait for the lookup needs it.
   *
   * @param now our time, truncated to microseconds
   */
  public void notePending(Instant now) {
    if (match() != MatchStatus.PENDING) {
      pendingSince = null;
    } else if (pendingSince == null) {
      pendingSince = now;
    }
  }

  /**
   * The number that waits for its lookup.
   *
   * @return the number, or empty if none does
   */
  public Optional<E164> numberToLookUp() {
    return match() == MatchStatus.PENDING
        ? Optional.ofNullable(partyNumber).map(E164::of)
        : Optional.empty();
  }

  /**
   * Since when the call waits for its lookup.
   *
   * @return the time, or empty if it does not, or nobody noted it
   */
  public Optional<Instant> pendingSince() {
    return match() == MatchStatus.PENDING ? Optional.ofNullable(pendingSince) : Optional.empty();
  }

  /** What others may wait for. */
  Arrived arrived() {
    Arrived arrived = new Arrived();
    events.values().forEach(known -> arrived.addType(EventType.of(known.type())));
    voicemails.forEach(
        (id, registers) -> {
          if (registers.get(Field.NEW_AT) != null) {
            arrived.addVoicemail(id);
          }
        });
    if (fields.get(Field.ANSWERED_AT) != null) {
      arrived.setAnswered();
    }
    return arrived;
  }

  /**
   * Notes the branch that the keys led to. It counts as long as keys, start and number stay the
   * same, and while no event says the branch itself; an answer to another question comes too late
   * and is ignored.
   *
   * @param pressed what the branch was found by
   * @param branchId the branch, or empty if the keys led nowhere
   */
  public void setResolvedBranch(PressedKeys pressed, Optional<String> branchId) {
    if (pressed.equals(pressedKeys())) {
      resolvedKeys = pressed;
      resolvedBranch = branchId.orElse(null);
      forgetBranchIfSaid();
    }
  }

  /** So that a call has one state, whether its branch was said before or after it was resolved. */
  private void forgetBranchIfSaid() {
    if (fields.get(Field.BRANCH_ID) != null) {
      resolvedKeys = null;
      resolvedBranch = null;
    }
  }

  @Nullable PressedKeys pressedKeys() {
    List<String> pressed = keys.keys(fields.get(Field.DIGIT));
    if (pressed.isEmpty() || firstEventAt == null) {
      return null;
    }
    Instant startedAt = fields.get(Field.STARTED_AT);
    String mainNumber = fields.get(Field.MAIN_NUMBER_NUMBER);
    String called =
        mainNumber != null ? mainNumber : fields.get(isOutbound() ? Field.FROM : Field.TO);
    return new PressedKeys(
        pressed,
        startedAt != null ? startedAt : firstEventAt,
        called == null || called.length() > MAX_NUMBER_LENGTH ? null : called);
  }

  boolean branchPending() {
    PressedKeys pressed = fields.get(Field.BRANCH_ID) == null ? pressedKeys() : null;
    return pressed != null && !pressed.equals(resolvedKeys);
  }

  /** What an event says, else what was resolved from the keys as they are now. */
  @Nullable String branchId() {
    String said = fields.get(Field.BRANCH_ID);
    return said != null || branchPending() ? said : resolvedBranch;
  }

  private boolean isOutbound() {
    return CallDirection.OUTBOUND.equals(fields.get(Field.DIRECTION));
  }

  MatchStatus match() {
    if (manualCustomer != null) {
      return MatchStatus.MANUAL;
    }
    if (partyNumber == null) {
      return MatchStatus.NO_CALLER_ID;
    }
    if (!partyNumber.equals(lookedUpNumber)) {
      return MatchStatus.PENDING;
    }
    return lookedUpCustomer == null ? MatchStatus.UNMATCHED : MatchStatus.MATCHED;
  }

  @Nullable String customerId() {
    return switch (match()) {
      case MANUAL -> manualCustomer;
      case MATCHED -> lookedUpCustomer;
      case UNMATCHED, NO_CALLER_ID, PENDING -> null;
    };
  }

  /** Over, without an answer and without a message: the vendor's words for a lost call. */
  boolean lost() {
    Stays stays = Stays.of(fields);
    boolean over =
        CallState.ENDED.equals(fields.get(Field.STATE))
            || fields.get(Field.ENDED_AT) != null
            || fields.get(Field.LOST_AT) != null
            || stays.endedAt() != null;
    boolean answered = fields.get(Field.ANSWERED_AT) != null || stays.answeredAt() != null;
    return over && !answered && voicemails.isEmpty();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CallProjection that
        && fields.equals(that.fields)
        && voicemails.equals(that.voicemails)
        && events.equals(that.events)
        && forgottenEvents == that.forgottenEvents
        && Objects.equals(lastForgotten, that.lastForgotten)
        && keys.equals(that.keys)
        && Objects.equals(firstEventAt, that.firstEventAt)
        && Objects.equals(manualCustomer, that.manualCustomer)
        && Objects.equals(partyNumber, that.partyNumber)
        && Objects.equals(lookedUpNumber, that.lookedUpNumber)
        && Objects.equals(lookedUpCustomer, that.lookedUpCustomer)
        && Objects.equals(pendingSince, that.pendingSince)
        && Objects.equals(resolvedKeys, that.resolvedKeys)
        && Objects.equals(resolvedBranch, that.resolvedBranch);
  }

  @Override
  public int hashCode() {
    return Objects.hash(fields, voicemails.keySet(), events.keySet());
  }

  @Override
  public String toString() {
    return "CallProjection[events=" + events.size() + ", voicemails=" + voicemails.size() + "]";
  }
}
