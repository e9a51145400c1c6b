package inc.phone.client;

import inc.phone.client.wire.Ticker;
import inc.phone.client.wire.Timer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Time that passes only when the test says so. Waits are recorded and over at once; the look at
 * deadlines happens when asked for.
 */
final class ManualTime implements Ticker, Timer {
  private static final Duration TICK = Duration.ofMillis(50);

  private final AtomicLong nanos = new AtomicLong(-7); // a ticker's origin means nothing
  private final List<Duration> waits = new CopyOnWriteArrayList<>();
  private final Deque<Runnable> ticks = new ArrayDeque<>();
  private volatile Runnable onWait = () -> {};
  private volatile boolean waitsEnd = true;

  /** Builds a client that lives in this time, with the jitter at its upper end. */
  PhoneIncClientBuilder client(TestServer server) {
    return PhoneIncClient.builder()
        .apiKey("phk_key")
        .baseUrl(server.url())
        .ambient(this, this, () -> 1.0);
  }

  @Override
  public long nanos() {
    return nanos.get();
  }

  @Override
  public Runnable after(Duration delay, Runnable task) {
    if (delay.equals(TICK)) {
      synchronized (ticks) {
        ticks.add(task);
      }
      return () -> {};
    }
    waits.add(delay);
    onWait.run();
    if (waitsEnd) {
      pass(delay);
      task.run();
    }
    return () -> {};
  }

  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  /** Looks at deadlines and interrupts once, as the real timer would every 50 ms. */
  void tick() {
    Runnable tick;
    synchronized (ticks) {
      tick = ticks.poll();
    }
    if (tick == null) {
      throw new AssertionError("nobody watches the calls under way");
    }
    tick.run();
  }

  /** Waits no longer end by themselves; the action runs when one begins. */
  void waitForever(Runnable action) {
    waitsEnd = false;
    onWait = action;
  }

  List<Duration> waits() {
    return waits;
  }
}
