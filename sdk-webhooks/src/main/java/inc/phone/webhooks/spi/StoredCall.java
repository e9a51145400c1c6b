package inc.phone.webhooks.spi;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallRecord;
import java.util.Objects;

/**
 * What a store has of one call: a version and the SDK's opaque bytes, which must come back exactly
 * as they were given.
 *
 * <p>Immutable, as long as nobody changes the array, and thread-safe.
 *
 * @since 0.1.0
 */
public final class StoredCall {
  private final CallKey key;
  private final long version;
  private final byte[] state;

  private StoredCall(CallKey key, long version, byte[] state) {
    this.key = Objects.requireNonNull(key, "key");
    this.version = version;
    this.state = Objects.requireNonNull(state, "state");
  }

  /**
   * A call that the store has.
   *
   * @param key which call
   * @param version how often it was written, 1 or more
   * @param state the bytes of the last write; not copied
   * @return the stored call
   */
  public static StoredCall of(CallKey key, long version, byte[] state) {
    if (version < 1) {
      throw new IllegalArgumentException("version must be 1 or more, was " + version);
    }
    return new StoredCall(key, version, state);
  }

  /**
   * A call that the store does not have.
   *
   * @param key which call
   * @return version 0 and no bytes
   */
  public static StoredCall unseen(CallKey key) {
    return new StoredCall(key, 0, new byte[0]);
  }

  /**
   * Which call.
   *
   * @return the key
   */
  public CallKey key() {
    return key;
  }

  /**
   * How often the call was written.
   *
   * @return the version, 0 if never
   */
  public long version() {
    return version;
  }

  /**
   * The SDK's bytes.
   *
   * @return the array itself, empty if the version is 0 or all was pruned; do not change it
   */
  public byte[] state() {
    return state;
  }

  /**
   * Tells whether nothing is known of the call.
   *
   * @return true if it was never written, or if its data was pruned and only the version is left
   */
  public boolean isEmpty() {
    return state.length == 0;
  }

  /**
   * What the bytes mean.
   *
   * @return the call as a record
   * @throws IllegalArgumentException if another version of the SDK wrote them in another form
   */
  public CallRecord toRecord() {
    return CallRecord.of(key, state);
  }
}
