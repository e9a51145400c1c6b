package inc.phone.webhooks.signature;

import inc.phone.webhooks.signature.SignatureVerifier.Rejected;
import inc.phone.webhooks.signature.SignatureVerifier.Result;
import inc.phone.webhooks.signature.SignatureVerifier.Verified;
import java.security.MessageDigest;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Compares what one request offers with what was expected of it, one expectation per key.
 *
 * <p>Every candidate is compared with every expectation, in constant time. One match is enough;
 * after {@value #MAX_CANDIDATES} candidates nothing more is looked at. Not thread-safe.
 */
final class Comparison {
  static final int MAX_CANDIDATES = 16;

  private final List<byte[]> expected;
  private int candidates;
  private int matched = -1;
  private RejectionReason reason = RejectionReason.MISSING;

  Comparison(List<byte[]> expected) {
    this.expected = expected;
  }

  /** Takes every piece of every line; the reader gives null for a piece it cannot read. */
  void offerPieces(List<String> lines, char separator, Function<String, byte @Nullable []> reader) {
    for (String line : lines) {
      int start = 0;
      int end = 0;
      while (end >= 0 && !isFull()) {
        end = line.indexOf(separator, start);
        String piece = end < 0 ? line.substring(start) : line.substring(start, end);
        offer(reader.apply(trimmed(piece)));
        start = end + 1;
      }
    }
  }

  /** Takes one candidate, null if there was one that cannot be read. */
  void offer(byte @Nullable [] candidate) {
    if (isFull()) {
      return;
    }
    candidates++;
    reason =
        reason.orMoreTelling(
            candidate == null ? RejectionReason.MALFORMED : RejectionReason.MISMATCH);
    for (int i = 0; i < expected.size() && candidate != null; i++) {
      if (MessageDigest.isEqual(expected.get(i), candidate) && matched < 0) {
        matched = i;
      }
    }
  }

  Result result() {
    return matched < 0 ? new Rejected(reason) : new Verified(Integer.toString(matched));
  }

  private boolean isFull() {
    if (candidates == MAX_CANDIDATES) {
      reason = reason.orMoreTelling(RejectionReason.TOO_MANY_CANDIDATES);
      return true;
    }
    return false;
  }

  /** Without spaces and tabs around it; other white space has no business in a header. */
  static String trimmed(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpaceOrTab(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpaceOrTab(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isSpaceOrTab(char c) {
    return c == ' ' || c == '\t';
  }
}
