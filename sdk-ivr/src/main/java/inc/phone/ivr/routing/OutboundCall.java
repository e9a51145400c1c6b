package inc.phone.ivr.routing;

import inc.phone.number.E164;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A call to be placed. Immutable and thread-safe; {@link #toString()} shows no number.
 *
 * @since 0.1.0
 */
public final class OutboundCall {
  private static final Pattern REQUEST_ID = Pattern.compile("[0-9A-Za-z_-]{1,64}");

  private final String requestId;
  private final E164 to;
  private final @Nullable E164 from;
  private final @Nullable AgentDispatch agent;

  private OutboundCall(Builder builder) {
    this.requestId = builder.requestId;
    this.to = builder.to;
    this.from = builder.from;
    this.agent = builder.agent;
  }

  /**
   * Starts a call.
   *
   * @param requestId what makes a repetition known as one, for example a UUID made when the button
   *     was shown: 1 to 64 letters, digits, {@code _} and {@code -}
   * @param to whom to call
   * @return a new builder
   * @throws IllegalArgumentException if the id has another form
   */
  public static Builder builder(String requestId, E164 to) {
    return new Builder(requestId, to);
  }

  /**
   * What makes a repetition known as one.
   *
   * @return the id
   */
  public String requestId() {
    return requestId;
  }

  /**
   * Whom to call.
   *
   * @return the number
   */
  public E164 to() {
    return to;
  }

  /**
   * The number to call from, which must be one of the trunk's.
   *
   * @return the number, or empty for the trunk's own
   */
  public Optional<E164> from() {
    return Optional.ofNullable(from);
  }

  /**
   * The agent that talks.
   *
   * @return its dispatch, or empty if somebody else joins the room
   */
  public Optional<AgentDispatch> agent() {
    return Optional.ofNullable(agent);
  }

  /** Without numbers. */
  @Override
  public String toString() {
    return "OutboundCall[" + requestId + ", " + agent + "]";
  }

  /**
   * Puts a call together. Not thread-safe.
   *
   * @since 0.1.0
   */
  public static final class Builder {
    private final String requestId;
    private final E164 to;
    private @Nullable E164 from;
    private @Nullable AgentDispatch agent;

    private Builder(String requestId, E164 to) {
      if (!REQUEST_ID.matcher(requestId).matches()) {
        throw new IllegalArgumentException(
            "requestId must be 1 to 64 letters, digits, _ or -, has " + requestId.length());
      }
      this.requestId = requestId;
      this.to = Objects.requireNonNull(to, "to");
    }

    /**
     * The number to call from. Default: the trunk's own.
     *
     * @param number one of the trunk's numbers
     * @return this builder
     */
    public Builder from(E164 number) {
      this.from = Objects.requireNonNull(number, "from");
      return this;
    }

    /**
     * The agent that talks. Default: none.
     *
     * @param dispatch who is sent to the room
     * @return this builder
     */
    public Builder agent(AgentDispatch dispatch) {
      this.agent = Objects.requireNonNull(dispatch, "agent");
      return this;
    }

    /**
     * Ends the building.
     *
     * @return an immutable call
     */
    public OutboundCall build() {
      return new OutboundCall(this);
    }
  }
}
