package inc.phone.webhooks;

import inc.phone.internal.crypto.Sha256;
import inc.phone.internal.json.InstantText;
import inc.phone.internal.json.JsonFields;
import inc.phone.model.Call;
import inc.phone.model.EventType;
import inc.phone.model.Voicemail;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What makes an event the same event when it is delivered again.
 *
 * <p>The vendor's envelope has no event id, and nobody knows whether a retry repeats its bytes or
 * its timestamp. So an id is minted from what a retry cannot change: the type, the call, the
 * voicemail and the moment that the type is about. Minted ids begin with {@code ~}, which a sender
 * may not use.
 */
final class EventId {
  private static final String MINTED = "~";
  private static final int DIGEST_BYTES = 16;

  private EventId() {}

  /** The sender's own {@code event_id} or a minted one. */
  static String of(
      JsonFields json,
      EventType type,
      @Nullable Call call,
      @Nullable String subject,
      @Nullable Voicemail voicemail,
      @Nullable Instant timestamp) {
    String given = optional(json, "event_id");
    return given != null ? given : mint(type, call, subject, voicemail, timestamp);
  }

  /**
   * Makes an id.
   *
   * @param subject the id of the call or, for an event about no call, of what it is about: two
   *     contacts that change in one second are two events
   */
  static String mint(
      EventType type,
      @Nullable Call call,
      @Nullable String subject,
      @Nullable Voicemail voicemail,
      @Nullable Instant timestamp) {
    MessageDigest digest = Sha256.digest();
    update(digest, type.value());
    update(digest, subject);
    update(digest, voicemail == null ? null : voicemail.id());
    update(digest, moment(type, call, voicemail, timestamp));
    return MINTED + HexFormat.of().formatHex(digest.digest(), 0, DIGEST_BYTES);
  }

  /** The part of an event that tells it from another one of its type about the same call. */
  private static @Nullable String moment(
      EventType type,
      @Nullable Call call,
      @Nullable Voicemail voicemail,
      @Nullable Instant timestamp) {
    if (type.equals(EventType.CALL_INITIATED)
        || type.equals(EventType.CALL_OUTSIDE_OPENING_HOURS)) {
      return call == null ? null : text(call.startedAt());
    }
    if (type.equals(EventType.CALL_ANSWERED)) {
      return call == null ? null : text(call.answeredAt());
    }
    if (type.equals(EventType.CALL_TRANSCRIPTION_DONE)) {
      return call == null ? null : call.transcription();
    }
    if (type.equals(EventType.VOICEMAIL_TRANSCRIPTION_DONE)) {
      return voicemail == null ? null : voicemail.transcription();
    }
    if (type.equals(EventType.CALL_ENDED)
        || type.equals(EventType.CALL_LOST)
        || type.equals(EventType.VOICEMAIL_NEW)) {
      return null; // happens once
    }
    return text(timestamp);
  }

  /** The id of a voicemail whose event names none. */
  static String voicemailOf(String callId) {
    return "vm:" + callId;
  }

  static String required(JsonFields json, String name) {
    String id = optional(json, name);
    if (id == null) {
      throw json.problem(name, "a value");
    }
    return id;
  }

  static @Nullable String optional(JsonFields json, String name) {
    String id = json.id(name);
    if (id != null && isOurs(id)) {
      throw json.problem(name, "no " + MINTED + " at the beginning");
    }
    return id;
  }

  /** Ids that no sender may use. */
  static boolean isOurs(String id) {
    return id.startsWith(MINTED);
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : InstantText.of(instant);
  }

  /** Adds a part with its length, so that no two lists of parts look the same. */
  private static void update(MessageDigest digest, @Nullable String part) {
    byte[] bytes = part == null ? new byte[0] : part.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(4).putInt(part == null ? -1 : bytes.length).flip());
    digest.update(bytes);
  }
}
