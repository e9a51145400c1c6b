package inc.phone.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedCacheTest {
  @Test
  void holdsTheWholeOfASmallBlockOfSequentialNumbers() {
    BoundedCache<String, Integer> cache = new BoundedCache<>(8_192);
    for (int i = 0; i < 4_096; i++) {
      cache.put("+45" + (20_000_000 + i), i);
    }
    int missed = 0;
    for (int i = 0; i < 4_096; i++) {
      missed += cache.get("+45" + (20_000_000 + i)) == null ? 1 : 0;
    }
    assertThat(missed).isLessThan(4_096 / 20);
  }

  @Test
  void neverAnswersForAnotherKeyOfTheSameHash() {
    BoundedCache<String, String> cache = new BoundedCache<>(8);
    cache.put("Aa", "first");

    assertThat("BB").hasSameHashCodeAs("Aa");
    assertThat(cache.get("BB")).isNull();
    cache.put("BB", "second");
    assertThat(cache.get("Aa")).isEqualTo("first");
    assertThat(cache.get("BB")).isEqualTo("second");
  }

  @Test
  void forgetsTheOldestOfASetAndStaysBounded() {
    BoundedCache<Same, Integer> cache = new BoundedCache<>(8);
    for (int i = 0; i < 5; i++) {
      cache.put(new Same(i), i);
    }

    assertThat(cache.get(new Same(0))).isNull();
    assertThat(cache.get(new Same(1))).isEqualTo(1);
    assertThat(cache.get(new Same(4))).isEqualTo(4);
    assertThat(cache.size()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {-8, 0, 1, 4, 7, 9, 100})
  void refusesSizesItCannotHave(int entries) {
    assertThatThrownBy(() -> new BoundedCache<>(entries))
        .hasMessage("entries must be a power of two and at least 8, was " + entries);
  }

  private record Same(int number) {
    @Override
    public int hashCode() {
      return 1;
    }
  }
}
