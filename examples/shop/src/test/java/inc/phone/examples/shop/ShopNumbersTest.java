package inc.phone.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import inc.phone.number.E164;
import inc.phone.number.NumberNormalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShopNumbersTest {
  private static final NumberNormalizer DANISH = NumberNormalizer.forRegion("DK");

  @Test
  void readsTheColumnsByNameAndNumbersInTheShopsRegion() {
    ShopNumbers numbers =
        ShopNumbers.parse("campaign_id,Number,id\nc1,70 70 70 70,n1\n,+14155551234,n2\n", DANISH);

    assertThat(numbers.find(E164.of("+4570707070")).orElseThrow().campaignId()).contains("c1");
    assertThat(numbers.find(E164.of("+14155551234")).orElseThrow().campaignId()).isEmpty();
    assertThat(numbers.find(E164.of("+4570707071"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "number,name      |           | the first line must name number and id",
        "number,id        | x,n1      | line 2 has no number of its own",
        "id,number        | n1        | line 2 has no number of its own"
      })
  void refusesWhatCannotBeUsed(String header, String line, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ShopNumbers.parse(header + "\n" + line + "\n", DANISH))
        .withMessage("SHOP_NUMBERS: " + message);
  }

  @Test
  void refusesANumberThatIsThereTwice() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ShopNumbers.parse("number,id\n70707070,a\n+4570707070,b\n", DANISH))
        .withMessage("SHOP_NUMBERS: line 3 has no number of its own");
  }
}
