package inc.phone.webhooks;

import inc.phone.model.Call;
import inc.phone.model.EventType;
import inc.phone.model.Voicemail;
import inc.phone.webhooks.call.CallStay;
import inc.phone.webhooks.call.EventRecord;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened, in one shape for every format of the wire.
 *
 * <p>The vendor's envelope ({@code event}, {@code timestamp}, {@code data}) and the flat format of
 * shops ({@code event_type}, {@code event_ts}, {@code call_id}) are read into this, and so are
 * LiveKit's events. What the event says of the call is in {@link #call()}, of a voicemail in {@link
 * #voicemail()}; only what this one event carried is there, so read the merged call for the whole
 * picture. {@link #body()} has everything else, byte for byte.
 *
 * <p>Immutable and thread-safe, as long as nobody changes the array of {@link #body()}. {@link
 * #toString()} shows no personal data.
 *
 * @since 0.1.0
 */
public final class PhoneEvent {
  private final String id;
  private final EventType type;
  private final Instant occurredAt;
  private final @Nullable Call call;
  private final @Nullable Voicemail voicemail;
  private final @Nullable String digit;
  private final @Nullable String branchId;
  private final @Nullable CallStay stay;
  private final byte[] body;
  private final boolean reconciled;

  PhoneEvent(
      String id,
      EventType type,
      Instant occurredAt,
      @Nullable Call call,
      @Nullable Voicemail voicemail,
      @Nullable String digit,
      @Nullable String branchId,
      @Nullable CallStay stay,
      byte[] body) {
    this.id = Objects.requireNonNull(id, "id");
    this.type = Objects.requireNonNull(type, "type");
    this.occurredAt = Objects.requireNonNull(occurredAt, "occurredAt");
    this.call = call;
    this.voicemail = voicemail;
    this.digit = digit;
    this.branchId = branchId;
    this.stay = stay;
    this.body = Objects.requireNonNull(body, "body");
    this.reconciled = false;
  }

  private PhoneEvent(PhoneEvent delivery) {
    this.id = delivery.id;
    this.type = delivery.type;
    this.occurredAt = delivery.occurredAt;
    this.call = delivery.call;
    this.voicemail = delivery.voicemail;
    this.digit = delivery.digit;
    this.branchId = delivery.branchId;
    this.stay = delivery.stay;
    this.body = delivery.body;
    this.reconciled = true;
  }

  /** The same event, concluded instead of delivered. */
  PhoneEvent asReconciled() {
    return new PhoneEvent(this);
  }

  /** This event as it is stored, whatever reading its bytes a second time makes of it. */
  PhoneEvent storedAs(EventRecord record) {
    return new PhoneEvent(
        record.id(),
        record.type(),
        record.occurredAt(),
        call,
        voicemail,
        digit,
        branchId,
        stay,
        body);
  }

  /**
   * What makes a repeat recognisable: the sender's {@code event_id}, or, where it gives none, an id
   * minted from what stays the same when a delivery is retried. Minted ids begin with {@code ~}.
   *
   * @return the id, unique within its call
   */
  public String id() {
    return id;
  }

  /**
   * What happened. Names of the flat format are translated to the vendor's where it has one.
   *
   * @return the type, possibly one that this version does not know
   */
  public EventType type() {
    return type;
  }

  /**
   * When it happened, by the sender's clock: {@code timestamp}, {@code event_ts} or {@code
   * createdAt}. If that time is missing, before 2000 or more than a day ahead of us, a time of the
   * payload stands in.
   *
   * @return the time, UTC, truncated to microseconds
   */
  public Instant occurredAt() {
    return occurredAt;
  }

  /**
   * What this event says of its call.
   *
   * @return the call, or null for an event that is about none
   */
  public @Nullable Call call() {
    return call;
  }

  /**
   * What this event says of a voicemail.
   *
   * @return the voicemail, or null for an event that is about none
   */
  public @Nullable Voicemail voicemail() {
    return voicemail;
  }

  /**
   * The key that the caller pressed ({@code digit} of the flat format).
   *
   * @return the key or null
   */
  public @Nullable String digit() {
    return digit;
  }

  /**
   * The branch that the caller chose ({@code branch_id} of the flat format).
   *
   * @return the branch or null
   */
  public @Nullable String branchId() {
    return branchId;
  }

  /**
   * Who came into the call or left it, as LiveKit's events of participants say.
   *
   * @return the stay, or null for every other event
   */
  public @Nullable CallStay stay() {
    return stay;
  }

  /**
   * The bytes that were received, or, of a reconciled event, the delivery that should have come.
   *
   * @return the array itself, not a copy: do not change it
   */
  public byte[] body() {
    return body;
  }

  /**
   * Whether nobody delivered this event: a {@link CallReconciler} concluded it from what the API
   * lists. Its time may be earlier than the real one. A delivery of the same event takes its place.
   *
   * @return false for a delivery
   */
  public boolean isReconciled() {
    return reconciled;
  }

  @Override
  public String toString() {
    return "PhoneEvent[" + type + ", " + id + "]";
  }
}
