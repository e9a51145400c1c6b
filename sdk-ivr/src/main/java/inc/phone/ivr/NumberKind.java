package inc.phone.ivr;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Set;

/** What a number is, as far as it matters to whoever pays for the call. */
enum NumberKind {
  /** Costs what calls usually cost. */
  ORDINARY,
  /** Costs extra. */
  SHARED_COST,
  /** Costs what its owner likes. */
  PREMIUM,
  /** On a satellite, or on a network of no country. */
  SATELLITE,
  /** Possible, but in no range that is in use. */
  UNUSED,
  /** No country has numbers like this. */
  IMPOSSIBLE;

  /** The global satellite and network codes: no country, and never cheap. */
  private static final Set<Integer> SATELLITE_CODES = Set.of(870, 878, 881, 882, 883, 888);

  /** What the library calls a region that it does not know. */
  static final String NOWHERE = "ZZ";

  private static final int GLOBAL_SHARED_COST = 808;
  private static final int GLOBAL_PREMIUM = 979;
  private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

  /** The kind of a number in E.164 form. */
  static NumberKind of(String e164) {
    PhoneNumber number;
    try {
      number = LIBRARY.parse(e164, null);
    } catch (NumberParseException e) {
      return IMPOSSIBLE;
    }
    if (SATELLITE_CODES.contains(number.getCountryCode())) {
      return SATELLITE;
    }
    return switch (number.getCountryCode()) { // of these the library does not know the type
      case GLOBAL_SHARED_COST -> SHARED_COST;
      case GLOBAL_PREMIUM -> PREMIUM;
      default -> ofCountry(number);
    };
  }

  private static NumberKind ofCountry(PhoneNumber number) {
    return switch (LIBRARY.getNumberType(number)) {
      case PREMIUM_RATE -> PREMIUM;
      case SHARED_COST -> SHARED_COST;
      case UNKNOWN -> LIBRARY.isPossibleNumber(number) ? UNUSED : IMPOSSIBLE;
      default -> ORDINARY;
    };
  }

  /** The region of a number in E.164 form; {@code 001} or {@link #NOWHERE} if it is in none. */
  static String region(String e164) {
    try {
      PhoneNumber number = LIBRARY.parse(e164, null);
      String region = LIBRARY.getRegionCodeForNumber(number);
      return region != null ? region : LIBRARY.getRegionCodeForCountryCode(number.getCountryCode());
    } catch (NumberParseException e) {
      return NOWHERE;
    }
  }
}
