package inc.phone.settings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value that must not be seen: an API key, a webhook secret.
 *
 * <p>Immutable and thread-safe. {@link #toString()} is {@code ***}, so a secret in a log line, an
 * exception or a debugger's list stays hidden; the value leaves only through {@link #reveal()}.
 * Equality takes the same time wherever two values differ.
 *
 * @since 0.1.0
 */
public final class Secret {
  private final String value;

  private Secret(String value) {
    this.value = Objects.requireNonNull(value, "value");
  }

  /**
   * Wraps a value.
   *
   * @param value the secret text; empty means not configured
   * @return the secret
   */
  public static Secret of(String value) {
    return new Secret(value);
  }

  /**
   * The value itself. Search for callers of this method to see where secrets go.
   *
   * @return the text
   */
  public String reveal() {
    return value;
  }

  /**
   * Tells whether there is a value at all.
   *
   * @return true if the text is empty or blank
   */
  public boolean isEmpty() {
    return value.isBlank();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Secret secret
        && MessageDigest.isEqual(bytes(value), bytes(secret.value));
  }

  @Override
  public int hashCode() {
    return Secret.class.hashCode(); // a hash of the value would tell something about it
  }

  /** Always {@code ***}. */
  @Override
  public String toString() {
    return "***";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
