package inc.phone.webhooks.spi;

import java.time.Instant;
import java.util.Objects;

/**
 * An authentic body that could not become an event. Immutable, as long as nobody changes the array.
 *
 * @param source the tenant or workspace of the endpoint
 * @param sha256 the digest of the bytes, 64 lower-case hexadecimal digits; unique within the source
 * @param receivedAt when it first came
 * @param reason why it is here: a place and an expectation, never a value from the body
 * @param body the exact bytes; not a copy
 * @since 0.1.0
 */
@SuppressWarnings("ArrayRecordComponent") // the digest says whether two bodies are the same
public record QuarantinedBody(
    String source, String sha256, Instant receivedAt, String reason, byte[] body) {
  /**
   * Checks for nulls.
   *
   * @param source see the record
   * @param sha256 see the record
   * @param receivedAt see the record
   * @param reason see the record
   * @param body see the record
   */
  public QuarantinedBody {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(sha256, "sha256");
    Objects.requireNonNull(receivedAt, "receivedAt");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(body, "body");
  }

  @Override
  public String toString() {
    return "QuarantinedBody[" + sha256 + ", " + body.length + " bytes, " + reason + "]";
  }
}
