package inc.phone.number;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber.CountryCodeSource;
import com.google.i18n.phonenumbers.ShortNumberInfo;
import inc.phone.number.CallParty.Kind;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Decides what a text is, in this order: nothing, too long, withheld, SIP, another URI, extension,
 * emergency number; then what libphonenumber makes of it. Stateless and thread-safe.
 */
final class CallPartyReader {
  /** What libphonenumber refuses as well; no number is a tenth of it. */
  static final int LONGEST_TEXT = 250;

  private static final int LONGEST_SHORT_CODE = 6;

  private static final Pattern SIP = Pattern.compile("(?:^|[<\"\\s])sips?:|@");
  private static final Pattern OTHER_URI = Pattern.compile("^(?!tel:)[a-z][a-z0-9+.-]*:");
  private static final Pattern ONLY_EXTENSION = Pattern.compile("^(?:ext|x\\d|#)");

  private final PhoneNumberUtil library;
  private final ShortNumberInfo shortNumbers = ShortNumberInfo.getInstance();
  private final String region;
  private final int countryCode;

  CallPartyReader(PhoneNumberUtil library, String region) {
    this.library = library;
    this.region = region;
    this.countryCode = library.getCountryCodeForRegion(region);
  }

  CallParty read(String raw) {
    if (raw.isBlank()) {
      return CallParty.unmatched(Kind.ABSENT, raw);
    }
    if (raw.length() > LONGEST_TEXT) {
      return CallParty.unmatched(Kind.UNPARSABLE, raw);
    }
    String text = raw.strip().toLowerCase(Locale.ROOT);
    if (WithheldCaller.isWord(text)) {
      return CallParty.unmatched(Kind.WITHHELD, raw);
    }
    if (SIP.matcher(text).find()) {
      return CallParty.unmatched(Kind.SIP, raw);
    }
    if (OTHER_URI.matcher(text).find()) {
      return CallParty.unmatched(Kind.UNPARSABLE, raw);
    }
    if (ONLY_EXTENSION.matcher(text).find()) {
      return CallParty.unmatched(Kind.EXTENSION, raw);
    }
    if (shortNumbers.isEmergencyNumber(text, region)) {
      return CallParty.unmatched(Kind.EMERGENCY, raw);
    }
    try {
      return read(raw, library.parseAndKeepRawInput(text, region));
    } catch (NumberParseException e) {
      return CallParty.unmatched(Kind.UNPARSABLE, raw); // its message would repeat the text
    }
  }

  private CallParty read(String raw, PhoneNumber parsed) {
    String formatted = library.format(parsed, PhoneNumberFormat.E164);
    boolean international = parsed.getCountryCodeSource() != CountryCodeSource.FROM_DEFAULT_COUNTRY;
    if (international && WithheldCaller.isNumber(formatted)) {
      return CallParty.unmatched(Kind.WITHHELD, raw);
    }
    if (parsed.hasExtension()) {
      return CallParty.unmatched(Kind.EXTENSION, raw);
    }
    String national = library.getNationalSignificantNumber(parsed);
    if (isEmergency(parsed, national)) {
      return CallParty.unmatched(Kind.EMERGENCY, raw);
    }
    // A number of local-only length lacks its area code: with + it would be somebody else's.
    if (library.isPossibleNumberWithReason(parsed) != ValidationResult.IS_POSSIBLE) {
      return CallParty.unmatched(
          national.length() <= LONGEST_SHORT_CODE ? Kind.SHORT_CODE : Kind.UNPARSABLE, raw);
    }
    // In some countries a service number is as long as a subscriber's.
    if (!international
        && shortNumbers.isValidShortNumberForRegion(parsed, region)
        && !library.isValidNumber(parsed)) {
      return CallParty.unmatched(Kind.SHORT_CODE, raw);
    }
    E164 number = E164.orNull(formatted);
    return number == null
        ? CallParty.unmatched(Kind.UNPARSABLE, raw)
        : CallParty.number(raw, number);
  }

  /** An emergency number does not become a subscriber by our own country code before it. */
  private boolean isEmergency(PhoneNumber parsed, String national) {
    return parsed.getCountryCode() == countryCode
        && shortNumbers.isEmergencyNumber(national, region);
  }
}
