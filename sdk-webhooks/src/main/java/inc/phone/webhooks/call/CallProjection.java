package inc.phone.webhooks.call;

import inc.phone.model.CallDirection;
import inc.phone.model.EventType;
import inc.phone.number.E164;
import inc.phone.webhooks.PhoneEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
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
 *   <li>What a {@link PhoneEvent#isReconciled() reconciled} event says is kept apart, by event, and
 *       counts like any other until that event is delivered; then it is forgotten. So its time may
 *       be an estimate: once the deliveries are here, the state is the one they alone would give.
 * </ol>
 *
 * <p>Pure: no clock, no input or output. Mutable and not thread-safe: decode, merge, encode,
 * forget. Two projections that saw the same events encode to the same bytes, up to {@value
 * #MAX_EVENTS}.
 *
 * <p>This file is long because what must hold together is together: every value that is stored of a
 * call, and who may overwrite it. What events say is in {@code Said}, keys in {@code KeyPresses}.
 *
 * @since 0.1.0
 */
public final class CallProjection {
  /** How many event ids of one call are remembered; beyond that events are merged only. */
  public static final int MAX_EVENTS = 1_000;

  private static final String MINTED = "~";

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
     * The event was seen before, and this copy sorts before the known one, or is the delivery of
     * what was reconciled, so it now stands for the event.
     */
    CORRECTION,
    /**
     * The call has too many events to remember another; what it says was merged, unless the event
     * is reconciled.
     */
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

  final Said delivered = new Said();

  /** What each event said that was reconciled and not delivered, by its id. */
  final TreeMap<String, Said> reconciled = new TreeMap<>();

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
   * @throws IllegalArgumentException if another version of the SDK wrote it in another form
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
    return event.isReconciled() ? reconcile(event, stamp) : deliver(event, stamp);
  }

  private Outcome deliver(PhoneEvent event, Stamp stamp) {
    boolean takesPlace = reconciled.remove(event.id()) != null && events.remove(event.id()) != null;
    mergeFirst(event.occurredAt());
    keys.offer(event, stamp);
    Outcome outcome = merge(event, stamp, delivered);
    forgetBranchIfSaid();
    return takesPlace ? Outcome.CORRECTION : outcome;
  }

  private Outcome reconcile(PhoneEvent event, Stamp stamp) {
    if (!events.containsKey(event.id())) {
      if (events.size() >= MAX_EVENTS || forgottenEvents > 0) {
        return Outcome.UNCOUNTED; // its delivery could not take its place, or did already
      }
      reconciled.put(event.id(), new Said());
    }
    Said said = reconciled.get(event.id());
    return said == null ? Outcome.REPEAT : merge(event, stamp, said);
  }

  private Outcome merge(PhoneEvent event, Stamp stamp, Said said) {
    int before = said.changes();
    said.merge(event, stamp);
    Outcome outcome = remember(stamp, event.type());
    return outcome == Outcome.REPEAT && said.changes() > before ? Outcome.AMENDMENT : outcome;
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

  /** The call's values, whoever said them; to be read only. */
  Registers fields() {
    if (reconciled.isEmpty()) {
      return delivered.fields;
    }
    Registers all = delivered.fields.copy();
    reconciled.values().forEach(said -> all.offerAll(said.fields));
    return all;
  }

  /** The values of each voicemail, by its id; to be read only. */
  SortedMap<String, Registers> voicemails() {
    if (reconciled.isEmpty()) {
      return delivered.voicemails;
    }
    TreeMap<String, Registers> all = new TreeMap<>();
    delivered.voicemails.forEach((id, values) -> all.put(id, values.copy()));
    for (Said said : reconciled.values()) {
      said.voicemails.forEach(
          (id, values) -> all.computeIfAbsent(id, none -> new Registers()).offerAll(values));
    }
    return all;
  }

  /**
   * Tells whether an event of this call came with an id of its sender's. No {@link
   * inc.phone.webhooks.CallReconciler} can know such an id, so it would count the event again.
   *
   * @return false if all ids known so far were minted
   */
  public boolean hasIdsOfSender() {
    return events.keySet().stream().anyMatch(id -> !id.startsWith(MINTED));
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

  /**
   * Tells whether ids of events were forgotten, so that these events would be counted again.
   *
   * @return true after pruning
   */
  public boolean hasForgotten() {
    return forgottenEvents > 0;
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
    return fields().get(isOutbound() ? Field.TO : Field.FROM);
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
    voicemails()
        .forEach(
            (id, registers) -> {
              if (registers.has(Field.NEW_AT)) {
                arrived.addVoicemail(id);
              }
            });
    if (fields().has(Field.ANSWERED_AT)) {
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
    if (delivered.fields.has(Field.BRANCH_ID)) {
      resolvedKeys = null;
      resolvedBranch = null;
    }
  }

  @Nullable PressedKeys pressedKeys() {
    Registers fields = fields();
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
    PressedKeys pressed = delivered.fields.get(Field.BRANCH_ID) == null ? pressedKeys() : null;
    return pressed != null && !pressed.equals(resolvedKeys);
  }

  /** What an event says, else what was resolved from the keys as they are now. */
  @Nullable String branchId() {
    String said = delivered.fields.get(Field.BRANCH_ID);
    return said != null || branchPending() ? said : resolvedBranch;
  }

  private boolean isOutbound() {
    return CallDirection.OUTBOUND.equals(fields().get(Field.DIRECTION));
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

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CallProjection that
        && delivered.equals(that.delivered)
        && reconciled.equals(that.reconciled)
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
    return Objects.hash(delivered, reconciled, events.keySet());
  }

  @Override
  public String toString() {
    return "CallProjection[events=" + events.size() + ", voicemails=" + voicemails().size() + "]";
  }
}
