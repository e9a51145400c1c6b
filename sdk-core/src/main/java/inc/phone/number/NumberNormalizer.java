package inc.phone.number;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings phone numbers of any notation into E.164 form, by the rules of libphonenumber.
 *
 * <p>A number only has to be <em>possible</em>, that is of a length its country has: {@code
 * +15551234567} is not assigned to anybody and is still the same caller every time. Whether it can
 * exist is another question, {@link #valid}. Numbers without their area code, with an extension,
 * short numbers and the texts {@link CallParty} calls withheld or SIP have no E.164 form here.
 *
 * <p>Reading costs thousands of instructions, so the latest {@value #CACHE_ENTRIES} texts of at
 * most {@value #LONGEST_CACHED} characters are remembered with their outcome, in a few megabytes at
 * the most; one normaliser per region is enough for a program. Texts of more than {@value
 * CallPartyReader#LONGEST_TEXT} characters are not looked into. Thread-safe.
 *
 * @since 0.1.0
 */
public final class NumberNormalizer {
  static final int CACHE_ENTRIES = 8_192;
  static final int LONGEST_CACHED = 64;

  private static final CallParty NOBODY = CallParty.unmatched(CallParty.Kind.ABSENT, null);

  private final PhoneNumberUtil library;
  private final CallPartyReader reader;
  private final BoundedCache<String, CallParty> parties;
  private final BoundedCache<E164, Boolean> validity;

  private NumberNormalizer(PhoneNumberUtil library, String region, int cacheEntries) {
    this.library = library;
    this.reader = new CallPartyReader(library, region);
    this.parties = new BoundedCache<>(cacheEntries);
    this.validity = new BoundedCache<>(cacheEntries);
  }

  /**
   * A normaliser for one region.
   *
   * @param region the country whose people write numbers without country code: two upper-case
   *     letters of ISO 3166-1, such as {@code DK}
   * @return the normaliser, to be kept and shared
   * @throws IllegalArgumentException if libphonenumber does not know the region
   * @throws NullPointerException if the region is null
   */
  public static NumberNormalizer forRegion(String region) {
    return forRegion(region, CACHE_ENTRIES);
  }

  static NumberNormalizer forRegion(String region, int cacheEntries) {
    Objects.requireNonNull(region, "region");
    PhoneNumberUtil library = PhoneNumberUtil.getInstance();
    if (!library.getSupportedRegions().contains(region)) {
      throw new IllegalArgumentException(
          "region must be two upper-case letters of ISO 3166-1 such as DK, was '" + region + "'");
    }
    return new NumberNormalizer(library, region, cacheEntries);
  }

  /**
   * Brings a number into E.164 form. Total: no text is an error. The answer is that of {@link
   * CallParty#number()}.
   *
   * @param raw a number in any notation, or null
   * @return the number, or empty if the text is not one that could be matched
   */
  public Optional<E164> normalize(@Nullable String raw) {
    return read(raw).number();
  }

  /**
   * Tells whether a number can be in use: whether its digits fall into a range its country has
   * assigned. Nothing in this SDK requires that.
   *
   * @param number the number
   * @return true if libphonenumber calls it valid
   */
  public boolean valid(E164 number) {
    Boolean known = validity.get(number);
    if (known == null) {
      known = askLibrary(number);
      validity.put(number, known);
    }
    return known;
  }

  CallParty read(@Nullable String raw) {
    if (raw == null) {
      return NOBODY;
    }
    if (raw.length() > LONGEST_CACHED) {
      return reader.read(raw);
    }
    CallParty known = parties.get(raw);
    if (known == null) {
      known = reader.read(raw);
      parties.put(raw, known);
    }
    return known;
  }

  /** How many texts are remembered at present. */
  int remembered() {
    return parties.size();
  }

  private boolean askLibrary(E164 number) {
    try {
      return library.isValidNumber(library.parse(number.value(), null));
    } catch (NumberParseException e) {
      return false; // a country code nobody has
    }
  }
}
