package inc.phone.webhooks.signature;

import inc.phone.internal.crypto.HmacSha256;
import java.util.List;

/** The active keys of a verifier, in the order given. Immutable and thread-safe. */
final class KeyRing {
  private final List<HmacSha256> keys;

  KeyRing(List<byte[]> keys) {
    this.keys = keys.stream().map(HmacSha256::new).toList();
  }

  /** What a sender would have computed with each key. */
  List<byte[]> codesOf(byte[]... parts) {
    return keys.stream().map(key -> key.of(parts)).toList();
  }
}
