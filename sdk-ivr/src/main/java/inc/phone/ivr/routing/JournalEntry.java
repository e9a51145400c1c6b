package inc.phone.ivr.routing;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A ringing call for the journal. Immutable and thread-safe; {@link #toString()} shows no number.
 *
 * @since 0.1.0
 */
public final class JournalEntry {
  private final InboundCallRequest request;
  private final Instant at;
  private final @Nullable DialledNumber number;

  JournalEntry(InboundCallRequest request, Instant at, @Nullable DialledNumber number) {
    this.request = Objects.requireNonNull(request, "request");
    this.at = Objects.requireNonNull(at, "at");
    this.number = number;
  }

  /**
   * The call as it came in.
   *
   * @return the request
   */
  public InboundCallRequest request() {
    return request;
  }

  /**
   * When it came in, by the router's clock.
   *
   * @return the moment, the same each time the call is journaled
   */
  public Instant at() {
    return at;
  }

  /**
   * The number that was dialled, with tenant and campaign.
   *
   * @return the number; empty if it is not the host's, or the directory has not answered yet
   */
  public Optional<DialledNumber> number() {
    return Optional.ofNullable(number);
  }

  @Override
  public String toString() {
    return "JournalEntry[" + request.callId() + ", " + number + "]";
  }
}
