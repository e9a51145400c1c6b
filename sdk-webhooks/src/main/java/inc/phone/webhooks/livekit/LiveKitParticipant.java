package inc.phone.webhooks.livekit;

import inc.phone.internal.json.JsonFields;
import inc.phone.internal.json.StorableText;
import inc.phone.model.CallDirection;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Somebody or something in a room, as one webhook event shows it. Documented by LiveKit, except
 * where marked. Immutable and thread-safe; {@link #toString()} shows no number.
 *
 * @since 0.1.0
 */
public final class LiveKitParticipant {
  private static final String SIP_IDENTITY = "sip_";

  private final @Nullable String sid;
  private final @Nullable String identity;
  private final String kind;
  private final @Nullable Instant joinedAt;
  private final Map<String, String> attributes;

  private LiveKitParticipant(
      @Nullable String sid,
      @Nullable String identity,
      String kind,
      @Nullable Instant joinedAt,
      Map<String, String> attributes) {
    this.sid = sid;
    this.identity = identity;
    this.kind = kind;
    this.joinedAt = joinedAt;
    this.attributes = attributes;
  }

  static LiveKitParticipant of(JsonFields json) {
    return new LiveKitParticipant(
        LiveKitEvent.id(json, "sid"),
        json.text("identity"),
        Objects.requireNonNullElse(json.text("kind"), "STANDARD"),
        LiveKitEvent.seconds(json, "joinedAt"),
        attributes(json.object("attributes")));
  }

  private static Map<String, String> attributes(@Nullable JsonFields json) {
    Map<String, String> attributes = new LinkedHashMap<>();
    if (json != null) {
      json.node()
          .fieldNames()
          .forEachRemaining(
              name -> {
                String value = json.text(name);
                if (value != null && !value.isEmpty()) {
                  attributes.put(StorableText.repaired(name), value);
                }
              });
    }
    return Map.copyOf(attributes);
  }

  /**
   * One stay of a participant; who joins again has another ({@code PA_…}).
   *
   * @return the id or null
   */
  public @Nullable String sid() {
    return sid;
  }

  /**
   * Who it is; {@code sip_} and a number, or a digest of it, for a caller.
   *
   * @return the identity or null
   */
  public @Nullable String identity() {
    return identity;
  }

  /**
   * What it is: {@code STANDARD}, {@code SIP}, {@code AGENT}, {@code EGRESS}, {@code INGRESS} or a
   * word to come.
   *
   * @return the word, {@code STANDARD} if there is none
   */
  public String kind() {
    return kind;
  }

  /**
   * When this stay began.
   *
   * @return the time in whole seconds, or null
   */
  public @Nullable Instant joinedAt() {
    return joinedAt;
  }

  /**
   * All attributes that are not empty.
   *
   * @return an immutable map; it may hold numbers
   */
  public Map<String, String> attributes() {
    return attributes;
  }

  /**
   * Tells whether it is on the phone.
   *
   * @return true for kind {@code SIP}
   */
  public boolean isSip() {
    return kind.equals("SIP");
  }

  /**
   * LiveKit's id of the phone call ({@code SCL_…}, attribute {@code sip.callID}).
   *
   * @return the id or null
   */
  public @Nullable String sipCallId() {
    return attributes.get("sip.callID");
  }

  /**
   * The trunk ({@code ST_…}, attribute {@code sip.trunkID}).
   *
   * @return the id or null; LiveKit may leave it empty
   */
  public @Nullable String trunkId() {
    return attributes.get("sip.trunkID");
  }

  /**
   * Where the phone call stands (attribute {@code sip.callStatus}): {@code dialing}, {@code
   * ringing}, {@code automation}, {@code active}, {@code hangup} or a word to come.
   *
   * @return the word or null
   */
  public @Nullable String callStatus() {
    return attributes.get("sip.callStatus");
  }

  /**
   * The number of the other end (attribute {@code sip.phoneNumber}), from the SIP user part: it
   * need not be E.164, and is missing if the rule hides numbers.
   *
   * @return the text or null
   */
  public @Nullable String phoneNumber() {
    return attributes.get("sip.phoneNumber");
  }

  /**
   * The company's number (attribute {@code sip.trunkPhoneNumber}).
   *
   * @return the text or null
   */
  public @Nullable String trunkPhoneNumber() {
    return attributes.get("sip.trunkPhoneNumber");
  }

  /**
   * Who called whom; an inference, since LiveKit does not say. Inbound if a dispatch rule took the
   * call ({@code sip.ruleID}), or the identity is of the form that LiveKit gives to callers and the
   * call is not being dialled; else outbound.
   *
   * @return the direction, or null for somebody who is not on the phone
   */
  public @Nullable CallDirection direction() {
    if (!isSip()) {
      return null;
    }
    boolean caller =
        identity != null && identity.startsWith(SIP_IDENTITY) && !"dialing".equals(callStatus());
    return attributes.containsKey("sip.ruleID") || caller
        ? CallDirection.INBOUND
        : CallDirection.OUTBOUND;
  }

  @Override
  public String toString() {
    return "LiveKitParticipant[" + kind + ", " + sid + "]";
  }
}
