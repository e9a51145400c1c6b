package inc.phone.number;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who the other end of a call is, as far as the sender's text tells.
 *
 * <p>There is a {@link #number()} only for {@link Kind#NUMBER}, and only such a number may be
 * looked up among customers; every other kind is "no caller id", which is normal and not an error.
 * The text itself is always kept. Immutable and thread-safe. {@link #toString()} shows the kind and
 * nothing of the text, so that it can be logged.
 *
 * @since 0.1.0
 */
public final class CallParty {
  /**
   * What a text turned out to be. The list is ours, closed, and not a vocabulary of the vendor,
   * whose form of a withheld caller id is unknown.
   *
   * @since 0.1.0
   */
  public enum Kind {
    /** A phone number that may be matched: possible, though not necessarily in use. */
    NUMBER,
    /**
     * A word such as {@code anonymous}, or the number one gets by typing such a word on a keypad.
     */
    WITHHELD,
    /** A SIP address, even one that has a number in it: anybody can choose that. */
    SIP,
    /** A number or only an extension behind a switchboard: not one person's number. */
    EXTENSION,
    /** Too few digits for a subscriber: a service number or an internal line. */
    SHORT_CODE,
    /** An emergency number of the region, such as 112. */
    EMERGENCY,
    /** Anything else. */
    UNPARSABLE,
    /** Nothing: null or blank. */
    ABSENT
  }

  private final Kind kind;
  private final @Nullable String raw;
  private final @Nullable E164 number;

  private CallParty(Kind kind, @Nullable String raw, @Nullable E164 number) {
    this.kind = kind;
    this.raw = raw;
    this.number = number;
  }

  /**
   * Reads what a sender gave as caller or callee. Total: no text is an error.
   *
   * @param raw the sender's text, or null if it gave none
   * @param normalizer knows the region in which numbers without country code are read
   * @return the party, never null
   */
  public static CallParty of(@Nullable String raw, NumberNormalizer normalizer) {
    return normalizer.read(raw);
  }

  static CallParty number(String raw, E164 number) {
    return new CallParty(Kind.NUMBER, raw, number);
  }

  static CallParty unmatched(Kind kind, @Nullable String raw) {
    return new CallParty(kind, raw, null);
  }

  /**
   * What the text is.
   *
   * @return the kind
   */
  public Kind kind() {
    return kind;
  }

  /**
   * The sender's text, unchanged.
   *
   * @return the text or null
   */
  public @Nullable String raw() {
    return raw;
  }

  /**
   * The number to match customers with.
   *
   * @return the number; empty for every kind but {@link Kind#NUMBER}
   */
  public Optional<E164> number() {
    return Optional.ofNullable(number);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CallParty party
        && kind == party.kind
        && Objects.equals(raw, party.raw)
        && Objects.equals(number, party.number);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, raw, number);
  }

  /** The kind, without the text or the number. */
  @Override
  public String toString() {
    return "CallParty[" + kind + "]";
  }
}
