package inc.phone.examples.shop.pages.stats;

/**
 * Incoming calls of an hour or a day.
 *
 * @param answered calls that somebody took
 * @param other calls that are not over, or ended with a message
 * @param lost calls that nobody took
 */
public record Bucket(int answered, int other, int lost) {
  static final Bucket EMPTY = new Bucket(0, 0, 0);

  public int all() {
    return answered + other + lost;
  }

  Bucket with(boolean isAnswered, boolean isLost) {
    return new Bucket(
        answered + (isAnswered ? 1 : 0),
        other + (isAnswered || isLost ? 0 : 1),
        lost + (isAnswered || !isLost ? 0 : 1));
  }
}
