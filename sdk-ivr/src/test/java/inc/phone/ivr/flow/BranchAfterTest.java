package inc.phone.ivr.flow;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.ivr.Golden;
import inc.phone.ivr.IvrConfig;
import inc.phone.ivr.Mutations;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys that are told afterwards lead where they led the caller. */
class BranchAfterTest {
  @ParameterizedTest(name = "{0} leads to {1}")
  @CsvSource({
    "1, sales",
    "2, support",
    "3, delivery",
    "3 1, delivery-status",
    "31, delivery-status",
    "3 * 1, sales",
    "3 *, back",
    "9 1, sales",
    "7 1, sales",
    "7, -",
    "'', -",
    "7 7 7 1, -", // after the third wrong key a message was taken
    "1 2, sales", // nobody answered, and a message was taken
    "1 x, sales"
  })
  void theLastBranchCounts(String keys, String branch) {
    List<String> pressed = keys.isEmpty() ? List.of() : List.of(keys.split(" "));

    assertThat(IvrFlow.of(Golden.shop()).branchAfter(pressed).orElse("-")).isEqualTo(branch);
  }

  @Test
  void anyKeysInAnyConfigurationEnd() {
    for (int seed = 0; seed < 2_000; seed++) {
      IvrConfig config = IvrConfig.parse(Mutations.text(Golden.text("shop.v1.json"), seed));
      List<String> keys =
          IntStream.range(0, 32).mapToObj(n -> "1239*#".repeat(6).substring(n % 6, 32)).toList();
      assertThat(IvrFlow.of(config).branchAfter(keys)).isNotNull();
    }
  }
}
