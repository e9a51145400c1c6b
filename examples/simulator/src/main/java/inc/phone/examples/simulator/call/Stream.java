package inc.phone.examples.simulator.call;

/** First steps of the paths of {@link Seeds} that this package takes; others start at 100. */
final class Stream {
  static final long COMPANY = 1;
  static final long STORIES = 2;
  static final long CALLS = 3;

  private Stream() {}
}
