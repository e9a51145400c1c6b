package inc.phone.ivr;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.ivr.DialPolicy.Refusal;
import inc.phone.number.E164;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialPolicyTest {
  private static final DialPolicy ANYWHERE = DialPolicy.builder().build();

  @ParameterizedTest
  @ValueSource(strings = {"+4520123456", "+14155551234", "+15551234567", "+491801234567"})
  void callsWhoeverCostsWhatCallsUsuallyCost(String number) {
    assertThat(ANYWHERE.refusal(E164.of(number))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "+4590123456, PREMIUM",
    "+19005551234, PREMIUM",
    "+979123456789, PREMIUM",
    "+881612345678, SATELLITE",
    "+870773123456, SATELLITE",
    "+87810123456789, SATELLITE",
    "+88312345678, SATELLITE",
    "+888123456789, SATELLITE",
    "+9991234567, IMPOSSIBLE",
    "+45201234567890, IMPOSSIBLE",
    "+2710111, EMERGENCY",
    "+4690000, EMERGENCY"
  })
  void doesNotCallWhoeverCostsMoreOrMustNotBeDisturbed(String number, Refusal refusal) {
    assertThat(ANYWHERE.refusal(E164.of(number))).contains(refusal);
  }

  @Test
  void doesNotCallItself() {
    DialPolicy policy = DialPolicy.builder().ownNumbers(List.of(E164.of("+4570707070"))).build();

    assertThat(policy.refusal(E164.of("+4570707070"))).contains(Refusal.OWN_NUMBER);
    assertThat(policy.refusal(E164.of("+4570707071"))).isEmpty();
  }

  @Test
  void callsOnlyCountriesThatWereAllowedIfAnyWere() {
    DialPolicy policy = DialPolicy.builder().regions(List.of("DK", "SE")).build();

    assertThat(policy.refusal(E164.of("+4520123456"))).isEmpty();
    assertThat(policy.refusal(E164.of("+46701234567"))).isEmpty();
    assertThat(policy.refusal(E164.of("+14155551234"))).contains(Refusal.FOREIGN);
    assertThat(policy.refusal(E164.of("+4590123456"))).contains(Refusal.PREMIUM);
  }
}
