package inc.phone.examples.shop.pages.dashboard;

import inc.phone.examples.shop.pages.stats.Bucket;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/**
 * Bars beside each other, each of parts on top of each other. The places are those of an SVG of
 * {@link #WIDTH} by {@link #HEIGHT}.
 *
 * @param bars from left to right
 * @param lines what the lines behind them stand for, from below
 * @param top what the uppermost line stands for
 */
public record Chart(List<Bar> bars, List<Integer> lines, int top) {
  public static final int WIDTH = 720;
  public static final int HEIGHT = 220;

  private static final int LEFT = 34;
  private static final int BOTTOM = 192;
  private static final int TALL = 176;
  private static final int HOUR_LABELS = 12;
  private static final int DAY_LABELS = 6;

  static Chart ofHours(List<Bucket> hours) {
    List<String> names = new ArrayList<>();
    for (int hour = 0; hour < hours.size(); hour++) {
      names.add("%02d".formatted(hour));
    }
    return of(names, hours, HOUR_LABELS);
  }

  static Chart ofDays(SortedMap<LocalDate, Bucket> days, Locale locale) {
    DateTimeFormatter format = DateTimeFormatter.ofPattern("d MMM", locale);
    List<String> names = days.keySet().stream().map(format::format).toList();
    return of(names, List.copyOf(days.values()), DAY_LABELS);
  }

  private static Chart of(List<String> names, List<Bucket> buckets, int labels) {
    int most = buckets.stream().mapToInt(Bucket::all).max().orElse(0);
    int step = step(most);
    int top = Math.max(step, (most + step - 1) / step * step);
    List<Integer> lines = new ArrayList<>();
    for (int line = 0; line <= top; line += step) {
      lines.add(line);
    }
    double room = (double) (WIDTH - LEFT) / buckets.size();
    int every = (buckets.size() + labels - 1) / labels;
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < buckets.size(); i++) {
      int x = (int) Math.round(LEFT + i * room + room * 0.15);
      int width = (int) Math.round(Math.min(room * 0.7, 44));
      int middle = (int) Math.round(LEFT + i * room + room / 2);
      bars.add(
          new Bar(
              names.get(i),
              i % every == 0,
              buckets.get(i),
              width < 44 ? x : middle - 22,
              width,
              middle,
              TALL / (double) top));
    }
    return new Chart(bars, lines, top);
  }

  /** Steps people count in, about four of them. */
  private static int step(int most) {
    int step = 1;
    int[] factors = {2, 5, 10};
    for (int decade = 1; step * 4 < most; decade *= 10) {
      for (int factor : factors) {
        if (step * 4 < most) {
          step = decade * factor;
        }
      }
    }
    return step;
  }

  public int left() {
    return LEFT;
  }

  public int right() {
    return WIDTH;
  }

  /** Where a line is. */
  public int y(int line) {
    return BOTTOM - (int) Math.round((double) TALL * line / top);
  }

  /**
   * One bar.
   *
   * @param name what it stands for
   * @param labelled whether there is room to say so
   * @param calls how many
   * @param x where it begins
   * @param width how wide it is
   * @param middle where its name is
   * @param scale how tall one call is
   */
  public record Bar(
      String name, boolean labelled, Bucket calls, int x, int width, int middle, double scale) {
    public int lostHeight() {
      return height(calls.lost());
    }

    public int otherHeight() {
      return height(calls.other());
    }

    public int answeredHeight() {
      return height(calls.answered());
    }

    public int answeredY() {
      return BOTTOM - answeredHeight();
    }

    public int otherY() {
      return answeredY() - otherHeight();
    }

    public int lostY() {
      return otherY() - lostHeight();
    }

    private int height(int some) {
      return (int) Math.round(some * scale);
    }
  }
}
