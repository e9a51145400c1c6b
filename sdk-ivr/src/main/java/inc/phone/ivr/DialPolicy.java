package inc.phone.ivr;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.ShortNumberInfo;
import inc.phone.number.E164;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * Whom a program may call: no emergency line, nobody expensive, not ourselves, and only countries
 * that were allowed. Asked before a call is placed; the same knowledge of numbers as {@link
 * IvrValidator} has for forwards.
 *
 * <p>Numbers that are possible but in no range in use are allowed, since ranges open faster than
 * libraries learn of them; so are numbers of shared cost. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class DialPolicy {
  /**
   * Why a number is not called.
   *
   * @since 0.1.0
   */
  public enum Refusal {
    /** It is one of the host's own. */
    OWN_NUMBER,
    /** It is an emergency line. */
    EMERGENCY,
    /** It costs what its owner likes. */
    PREMIUM,
    /** It is on a satellite or a global network. */
    SATELLITE,
    /** It is in a country that was not allowed. */
    FOREIGN,
    /** No country has numbers like this. */
    IMPOSSIBLE
  }

  private final Set<E164> ownNumbers;
  private final Set<String> regions;

  private DialPolicy(Builder builder) {
    this.ownNumbers = builder.ownNumbers;
    this.regions = builder.regions;
  }

  /**
   * Starts a policy.
   *
   * @return a builder with every default set
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Judges a number.
   *
   * @param number whom to call
   * @return why not, or empty if the number may be called
   */
  public Optional<Refusal> refusal(E164 number) {
    if (ownNumbers.contains(number)) {
      return Optional.of(Refusal.OWN_NUMBER);
    }
    String region = NumberKind.region(number.value());
    if (isEmergency(number, region)) {
      return Optional.of(Refusal.EMERGENCY);
    }
    return switch (NumberKind.of(number.value())) {
      case PREMIUM -> Optional.of(Refusal.PREMIUM);
      case SATELLITE -> Optional.of(Refusal.SATELLITE);
      case IMPOSSIBLE -> Optional.of(Refusal.IMPOSSIBLE);
      case ORDINARY, SHARED_COST, UNUSED ->
          regions.isEmpty() || regions.contains(region)
              ? Optional.empty()
              : Optional.of(Refusal.FOREIGN);
    };
  }

  private static boolean isEmergency(E164 number, String region) {
    PhoneNumberUtil library = PhoneNumberUtil.getInstance();
    try {
      String national = library.getNationalSignificantNumber(library.parse(number.value(), null));
      return ShortNumberInfo.getInstance().isEmergencyNumber(national, region);
    } catch (NumberParseException e) {
      return false; // refused below, as impossible
    }
  }

  /**
   * Collects options. Not thread-safe.
   *
   * @since 0.1.0
   */
  public static final class Builder {
    private Set<E164> ownNumbers = Set.of();
    private Set<String> regions = Set.of();

    private Builder() {}

    /**
     * The host's own numbers, which are not called. Default: none.
     *
     * @param numbers the numbers, copied
     * @return this builder
     */
    public Builder ownNumbers(Collection<E164> numbers) {
      this.ownNumbers = Set.copyOf(numbers);
      return this;
    }

    /**
     * The regions whose numbers may be called. Default, and for an empty collection: all.
     *
     * @param allowed two upper-case letters of ISO 3166-1 each, copied
     * @return this builder
     */
    public Builder regions(Collection<String> allowed) {
      this.regions = Set.copyOf(allowed);
      return this;
    }

    /**
     * The policy with these options.
     *
     * @return an immutable policy
     */
    public DialPolicy build() {
      return new DialPolicy(this);
    }
  }
}
