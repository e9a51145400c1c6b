package inc.phone.webhooks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.internal.json.StrictJson;
import inc.phone.number.E164;
import inc.phone.settings.Secret;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallProjection;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.DataSubject;
import inc.phone.webhooks.spi.StoredCall;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What an erasure leaves: rows of a call store whose key is {@code ~~erased:} and an HMAC-SHA256.
 *
 * <p>They lie where minted ids of events about no call lie, so no sender can reach them, and any
 * {@code CallStore} can keep them. Their state is a time: of a number or a customer, calls that
 * began until then are erased. Pure and thread-safe.
 */
final class ErasureMarks {
  /** Numbers can be guessed, so the key must not be. */
  private static final int MIN_SECRET_BYTES = 32;

  private static final String ALGORITHM = "HmacSHA256"; // every Java platform has it
  private static final String NAME = "~erased:";

  private final SecretKeySpec secret;

  ErasureMarks(Secret secret) {
    byte[] bytes = secret.reveal().getBytes(StandardCharsets.UTF_8);
    if (bytes.length < MIN_SECRET_BYTES) {
      throw new IllegalArgumentException(
          "erasureSecret must have at least " + MIN_SECRET_BYTES + " bytes, has " + bytes.length);
    }
    this.secret = new SecretKeySpec(bytes, ALGORITHM);
  }

  CallKey ofCall(CallKey key) {
    return mark("call", key.source(), key.callId());
  }

  CallKey ofNumber(String source, E164 number) {
    return mark("number", source, number.value());
  }

  CallKey ofCustomer(String source, String customerId) {
    return mark("customer", source, customerId);
  }

  CallKey ofBody(String source, String sha256) {
    return mark("body", source, sha256);
  }

  CallKey ofSubject(String source, DataSubject subject) {
    E164 number = subject.number();
    return number != null
        ? ofNumber(source, number)
        : ofCustomer(source, Objects.requireNonNull(subject.customerId()));
  }

  private CallKey mark(String kind, String source, String value) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      update(mac, kind);
      update(mac, source);
      update(mac, value);
      return CallKey.withoutCall(source, NAME + HexFormat.of().formatHex(mac.doFinal()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the platform has no " + ALGORITHM, e);
    }
  }

  /** Adds a part with its length, so that no two lists of parts look the same. */
  private static void update(Mac mac, String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    mac.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
    mac.update(bytes);
  }

  /** The mark with a time in it. */
  static CallChange write(StoredCall mark, Instant until) {
    ObjectNode state = StrictJson.newObject();
    state.put("v", 1).put("until", ChronoUnit.MICROS.between(Instant.EPOCH, until));
    return new CallChange(
        mark.version(),
        StrictJson.write(state),
        CallRecord.of(mark.key(), new CallProjection()),
        List.of());
  }

  /** The time in a mark that is there. */
  static Instant read(StoredCall mark) {
    long micros = StrictJson.readStored(mark.state()).path("until").longValue();
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
