package inc.phone.webhooks.call;

import inc.phone.model.CallDirection;
import inc.phone.model.CallEmployee;
import inc.phone.model.CallState;
import inc.phone.model.TranscriptSegment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A call as all its events so far tell it: one row of the call log.
 *
 * <p>Immutable and thread-safe. Whatever the order and repetition of the events, the values are the
 * same. A host that keeps columns of its own takes them from here; a host that lists calls makes
 * records from what it stored with {@link #of}.
 *
 * <p>This file is long because a call has many values, each with an accessor and its documentation.
 *
 * @since 0.1.0
 */
public final class CallRecord {
  private final CallKey key;
  private final Registers fields;
  private final Stays stays;
  private final List<VoicemailRecord> voicemails;
  private final boolean lost;
  private final MatchStatus match;
  private final @Nullable String customerId;
  private final @Nullable String partyNumber;
  private final @Nullable String branchId;
  private final @Nullable PressedKeys pressedKeys;
  private final boolean branchPending;
  private final int eventCount;
  private final Instant sortedAt;

  private CallRecord(CallKey key, CallProjection projection) {
    this.key = Objects.requireNonNull(key, "key");
    this.fields = projection.fields().copy();
    this.stays = Stays.of(fields);
    this.match = projection.match();
    this.customerId = projection.customerId();
    this.partyNumber = projection.partyNumber;
    this.branchId = projection.branchId();
    this.pressedKeys = projection.pressedKeys();
    this.branchPending = projection.branchPending();
    this.eventCount = projection.eventCount();
    Instant startedAt = startedAt();
    Instant firstEventAt = projection.firstEventAt;
    this.sortedAt =
        startedAt != null ? startedAt : firstEventAt != null ? firstEventAt : Instant.EPOCH;
    SortedMap<String, Registers> messages = projection.voicemails();
    List<VoicemailRecord> records = new ArrayList<>(messages.size());
    for (Map.Entry<String, Registers> voicemail : messages.entrySet()) {
      records.add(new VoicemailRecord(this, voicemail.getKey(), voicemail.getValue().copy()));
    }
    this.voicemails = List.copyOf(records);
    this.lost = isOver() && answeredAt() == null && records.isEmpty();
  }

  /**
   * The record of a projection as it stands now.
   *
   * @param key which call
   * @param projection its merged state
   * @return the record
   */
  public static CallRecord of(CallKey key, CallProjection projection) {
    return new CallRecord(key, projection);
  }

  /**
   * The record of a stored state.
   *
   * @param key which call
   * @param state the bytes that a store was given for it
   * @return the record
   * @throws IllegalArgumentException if another version of the SDK wrote them in another form
   */
  public static CallRecord of(CallKey key, byte[] state) {
    return new CallRecord(key, CallProjection.decode(state));
  }

  /**
   * The voicemails of this call.
   *
   * @return an immutable list, by id
   */
  public List<VoicemailRecord> voicemails() {
    return voicemails;
  }

  /**
   * Source and call id.
   *
   * @return the value
   */
  public CallKey key() {
    return key;
  }

  /**
   * The sender's id of the call.
   *
   * @return the value
   */
  public String callId() {
    return key.callId();
  }

  /**
   * The vendor's second identifier.
   *
   * @return the value or null
   */
  public @Nullable String callControlId() {
    return fields.get(Field.CALL_CONTROL_ID);
  }

  /**
   * Who called, as sent.
   *
   * @return the value or null
   */
  public @Nullable String from() {
    return fields.get(Field.FROM);
  }

  /**
   * Who was called, as sent.
   *
   * @return the value or null
   */
  public @Nullable String to() {
    return fields.get(Field.TO);
  }

  /**
   * Inbound or outbound.
   *
   * @return the value or null
   */
  public @Nullable CallDirection direction() {
    return fields.get(Field.DIRECTION);
  }

  /**
   * Where the call stands, in the sender's word; it never goes back from ended or answered, unless
   * somebody comes back to a LiveKit room; see {@link CallStay}.
   *
   * @return the value or null
   */
  public @Nullable CallState state() {
    CallState told = fields.get(Field.STATE);
    if (CallState.ENDED.equals(told) || stays.endedAt() != null) {
      return CallState.ENDED;
    }
    return stays.answeredAt() != null ? CallState.ANSWERED : told;
  }

  /**
   * When it started.
   *
   * @return the value or null
   */
  public @Nullable Instant startedAt() {
    return fields.get(Field.STARTED_AT);
  }

  /**
   * When it was answered; null for a call nobody answered.
   *
   * @return the value or null
   */
  public @Nullable Instant answeredAt() {
    Instant told = fields.get(Field.ANSWERED_AT);
    return told != null ? told : stays.answeredAt();
  }

  /**
   * The time of the call.ended event; until a LiveKit room has one, when the last one on the phone
   * left. If the event was reconciled, the answer and the duration give it.
   *
   * @return the value or null
   */
  public @Nullable Instant endedAt() {
    Instant told = fields.get(Field.ENDED_AT);
    return told != null ? told : stays.endedAt();
  }

  /**
   * Seconds since the answer; null for a call that nobody answered, whatever the sender says.
   * LiveKit says none, so there it is the time from the answer until the last one on the phone
   * left.
   *
   * @return the value or null
   */
  public @Nullable Long duration() {
    Instant answeredAt = answeredAt();
    Instant leftAt = stays.endedAt();
    Long told = answeredAt == null ? null : fields.get(Field.DURATION);
    return told == null && answeredAt != null && leftAt != null && !leftAt.isBefore(answeredAt)
        ? Long.valueOf(Duration.between(answeredAt, leftAt).toSeconds())
        : told;
  }

  /**
   * The vendor's generated summary.
   *
   * @return the value or null
   */
  public @Nullable String summary() {
    return fields.get(Field.SUMMARY);
  }

  /**
   * What was said in the call. The text of a voicemail is on the voicemail.
   *
   * @return the value or null
   */
  public @Nullable String transcription() {
    return fields.get(Field.TRANSCRIPTION);
  }

  /**
   * What was said, by speaker.
   *
   * @return the value or null
   */
  public @Nullable List<TranscriptSegment> transcriptionSegments() {
    return fields.get(Field.TRANSCRIPTION_SEGMENTS);
  }

  /**
   * Id of the company number.
   *
   * @return the value or null
   */
  public @Nullable String mainNumberId() {
    return fields.get(Field.MAIN_NUMBER_ID);
  }

  /**
   * Label of the company number.
   *
   * @return the value or null
   */
  public @Nullable String mainNumberName() {
    return fields.get(Field.MAIN_NUMBER_NAME);
  }

  /**
   * The company number.
   *
   * @return the value or null
   */
  public @Nullable String mainNumberNumber() {
    return fields.get(Field.MAIN_NUMBER_NUMBER);
  }

  /**
   * The company number for display.
   *
   * @return the value or null
   */
  public @Nullable String mainNumberNumberFormatted() {
    return fields.get(Field.MAIN_NUMBER_FORMATTED);
  }

  /**
   * Employees who handled the call.
   *
   * @return the value or null
   */
  public @Nullable List<CallEmployee> employees() {
    return fields.get(Field.EMPLOYEES);
  }

  /**
   * The JSON of initiated_by, whose type the vendor does not say.
   *
   * @return the value or null
   */
  public @Nullable String initiatedByJson() {
    return fields.get(Field.INITIATED_BY);
  }

  /**
   * Where the recording is.
   *
   * @return the value or null
   */
  public @Nullable String recordingUrl() {
    return fields.get(Field.RECORDING_URL);
  }

  /**
   * The key that the caller pressed.
   *
   * @return the value or null
   */
  public @Nullable String digit() {
    return fields.get(Field.DIGIT);
  }

  /**
   * The branch that the caller chose: what an event says, else what the receiver's resolver made of
   * the keys.
   *
   * @return the value or null
   */
  public @Nullable String branchId() {
    return branchId;
  }

  /**
   * The keys that the caller pressed, for finding the branch.
   *
   * @return the value, or null if no event has a key
   */
  public @Nullable PressedKeys pressedKeys() {
    return pressedKeys;
  }

  /**
   * Whether there are keys and no event says the branch, and the resolver has not been asked yet.
   *
   * @return the value
   */
  public boolean branchPending() {
    return branchPending;
  }

  /**
   * Whether the call came outside opening hours.
   *
   * @return the value
   */
  public boolean outsideOpeningHours() {
    return fields.has(Field.OUTSIDE_OPENING_HOURS);
  }

  /**
   * Whether the call is over, was not answered and left no voicemail. Computed from what is known
   * so far.
   *
   * @return the value
   */
  public boolean lost() {
    return lost;
  }

  private boolean isOver() {
    return CallState.ENDED.equals(state())
        || fields.has(Field.ENDED_AT)
        || fields.has(Field.LOST_AT);
  }

  /**
   * Whether the other end is a known customer.
   *
   * @return the value
   */
  public MatchStatus match() {
    return match;
  }

  /**
   * The customer, in the host's own id.
   *
   * @return the value or null
   */
  public @Nullable String customerId() {
    return customerId;
  }

  /**
   * The E.164 number that is looked up: of the caller, or of the callee of an outbound call.
   *
   * @return the value or null
   */
  public @Nullable String partyNumber() {
    return partyNumber;
  }

  /**
   * How many different events were received, unknown types included.
   *
   * @return the value
   */
  public int eventCount() {
    return eventCount;
  }

  /**
   * Where the call stands in lists: its start, else its first event.
   *
   * @return the value
   */
  public Instant sortedAt() {
    return sortedAt;
  }

  /** Shows identifiers and state only: the rest is personal. */
  @Override
  public String toString() {
    return "CallRecord[" + key + ", state=" + state() + ", events=" + eventCount + "]";
  }
}
