package inc.phone.webhooks;

import inc.phone.webhooks.spi.Telemetry;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the host's telemetry, whatever it does about it, and measures for it. */
final class Observer {
  private static final Logger LOG = LoggerFactory.getLogger(Telemetry.class);

  private final Telemetry telemetry;
  private final LongSupplier nanoTicker;

  Observer(Telemetry telemetry, LongSupplier nanoTicker) {
    this.telemetry = telemetry;
    this.nanoTicker = nanoTicker;
  }

  void tell(Consumer<Telemetry> what) {
    try {
      what.accept(telemetry);
    } catch (Throwable e) {
      // Errors, too: a class that is missing must not have anything stored or delivered twice.
      LOG.atDebug().addKeyValue("failure", Failure.of(e)).log("telemetry failed");
    }
  }

  long now() {
    return nanoTicker.getAsLong();
  }

  Duration since(long start) {
    return Duration.ofNanos(Math.max(0, nanoTicker.getAsLong() - start));
  }
}
