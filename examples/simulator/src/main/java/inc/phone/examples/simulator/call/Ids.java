package inc.phone.examples.simulator.call;

import java.util.SplittableRandom;

/** Identifiers that look like those of the vendor's and the shop's pages. */
public final class Ids {
  private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private Ids() {}

  /**
   * An id as on the vendor's webhooks page.
   *
   * @param random where it comes from
   * @return 26 characters
   */
  public static String ulid(SplittableRandom random) {
    return "01JVWX" + letters(random, CROCKFORD, 20);
  }

  /** An id as on the shop's page. */
  static String prefixed(String prefix, SplittableRandom random) {
    return prefix + "2NjA" + letters(random, BASE62, 18);
  }

  /** The vendor's second identifier of a call, opaque. */
  static String control(SplittableRandom random) {
    return "v3:" + letters(random, BASE62, 24);
  }

  private static String letters(SplittableRandom random, String alphabet, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
