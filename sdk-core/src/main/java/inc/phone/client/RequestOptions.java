package inc.phone.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What can differ from call to call; see {@link PhoneIncClient#with}. What is not set stays as the
 * client has it. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class RequestOptions {
  private final @Nullable Duration deadline;
  private final @Nullable Integer maxRetries;
  private final @Nullable Boolean resendWrites;

  private RequestOptions(Builder builder) {
    this.deadline = builder.deadline;
    this.maxRetries = builder.maxRetries;
    this.resendWrites = builder.resendWrites;
  }

  /**
   * Starts a set of options.
   *
   * @return a builder with nothing set
   */
  public static Builder builder() {
    return new Builder();
  }

  void applyTo(PhoneIncClientBuilder builder) {
    if (deadline != null) {
      builder.deadline(deadline);
    }
    if (maxRetries != null) {
      builder.maxRetries(maxRetries);
    }
    if (resendWrites != null) {
      builder.resendWrites(resendWrites);
    }
  }

  /** Collects {@link RequestOptions}. Not thread-safe; values are checked when they are applied. */
  public static final class Builder {
    private @Nullable Duration deadline;
    private @Nullable Integer maxRetries;
    private @Nullable Boolean resendWrites;

    private Builder() {}

    /**
     * See {@link PhoneIncClientBuilder#deadline}.
     *
     * @param deadline the time for the whole call
     * @return this builder
     */
    public Builder deadline(Duration deadline) {
      this.deadline = deadline;
      return this;
    }

    /**
     * See {@link PhoneIncClientBuilder#maxRetries}.
     *
     * @param retries how often at most
     * @return this builder
     */
    public Builder maxRetries(int retries) {
      this.maxRetries = retries;
      return this;
    }

    /**
     * See {@link PhoneIncClientBuilder#resendWrites}.
     *
     * @param resend whether a write that may have taken effect is sent again
     * @return this builder
     */
    public Builder resendWrites(boolean resend) {
      this.resendWrites = resend;
      return this;
    }

    /**
     * Makes the options.
     *
     * @return an immutable value
     */
    public RequestOptions build() {
      return new RequestOptions(this);
    }
  }
}
