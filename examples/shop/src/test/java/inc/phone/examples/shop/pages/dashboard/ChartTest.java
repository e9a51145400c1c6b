package inc.phone.examples.shop.pages.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.examples.shop.pages.stats.Bucket;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChartTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 5, 9, 17, 99, 100, 101, 2_500, 10_000})
  void barsFitUnderAFewLines(int most) {
    Chart chart = Chart.ofHours(List.of(new Bucket(most, 0, 0), new Bucket(0, most / 2, most / 3)));

    assertThat(chart.top()).isGreaterThanOrEqualTo(most).isLessThanOrEqualTo(most * 2 + 1);
    assertThat(chart.lines()).hasSizeBetween(2, 6).startsWith(0).endsWith(chart.top());
    assertThat(chart.bars())
        .allMatch(bar -> bar.lostY() >= chart.y(chart.top()) - 2)
        .allMatch(bar -> bar.x() >= chart.left() && bar.x() + bar.width() <= chart.right());
  }

  @Test
  void namesStandWhereThereIsRoom() {
    Chart chart = Chart.ofHours(Collections.nCopies(24, new Bucket(1, 1, 1)));

    assertThat(chart.bars()).filteredOn(Chart.Bar::labelled).hasSize(12);
    assertThat(chart.bars().get(9).name()).isEqualTo("09");
  }
}
