package inc.phone.client.wire;

/** The JDK's ticker, the default where none is injected. */
public final class SystemTicker implements Ticker {
  @Override
  public long nanos() {
    return System.nanoTime();
  }
}
