package inc.phone.client;

import inc.phone.model.Beta;
import inc.phone.model.CallDirection;
import inc.phone.model.CallState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which calls to list. That calls can be filtered by number, direction and state is documented; the
 * names of the query parameters ({@code phone}, {@code direction}, {@code state}) are unverified,
 * so check what comes back. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
@Beta
public final class CallFilter {
  private static final CallFilter NONE = builder().build();

  private final @Nullable String phone;
  private final @Nullable CallDirection direction;
  private final @Nullable CallState state;

  private CallFilter(Builder builder) {
    this.phone = builder.phone;
    this.direction = builder.direction;
    this.state = builder.state;
  }

  /**
   * No filter.
   *
   * @return the filter that lets every call pass
   */
  public static CallFilter none() {
    return NONE;
  }

  /**
   * Starts a filter.
   *
   * @return an empty builder
   */
  public static Builder builder() {
    return new Builder();
  }

  String query() {
    List<String> parts = new ArrayList<>();
    add(parts, "phone", phone);
    add(parts, "direction", direction);
    add(parts, "state", state);
    return parts.isEmpty() ? "" : "?" + String.join("&", parts);
  }

  private static void add(List<String> parts, String name, @Nullable Object value) {
    if (value != null) {
      parts.add(name + "=" + Urls.encode(value.toString()));
    }
  }

  /** Collects the values of a {@link CallFilter}. Not thread-safe. */
  public static final class Builder {
    private @Nullable String phone;
    private @Nullable CallDirection direction;
    private @Nullable CallState state;

    private Builder() {}

    /**
     * Lets calls of this number pass.
     *
     * @param phone the number, best E.164
     * @return this builder
     */
    public Builder phone(String phone) {
      this.phone = phone;
      return this;
    }

    /**
     * Lets calls of this direction pass.
     *
     * @param direction the direction
     * @return this builder
     */
    public Builder direction(CallDirection direction) {
      this.direction = direction;
      return this;
    }

    /**
     * Lets calls in this state pass.
     *
     * @param state the state
     * @return this builder
     */
    public Builder state(CallState state) {
      this.state = state;
      return this;
    }

    /**
     * Makes the filter.
     *
     * @return an immutable value
     */
    public CallFilter build() {
      return new CallFilter(this);
    }
  }
}
