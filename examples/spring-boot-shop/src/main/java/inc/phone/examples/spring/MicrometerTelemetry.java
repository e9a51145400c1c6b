package inc.phone.examples.spring;

import inc.phone.model.EventType;
import inc.phone.webhooks.signature.RejectionReason;
import inc.phone.webhooks.spi.Telemetry;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** Counts what the receiver does. Senders choose event types, so only known ones are tags. */
@Component
final class MicrometerTelemetry implements Telemetry {
  private static final String PREFIX = "phone.webhook.";

  private final MeterRegistry meters;
  private final DistributionSummary bodyBytes;
  private final DistributionSummary batchEvents;
  private final AtomicInteger queueDepth;

  MicrometerTelemetry(MeterRegistry meters) {
    this.meters = meters;
    this.bodyBytes = meters.summary(PREFIX + "received.bytes");
    this.batchEvents = meters.summary(PREFIX + "batch.events");
    this.queueDepth = meters.gauge(PREFIX + "queue", new AtomicInteger());
  }

  @Override
  public void received(int bytes) {
    bodyBytes.record(bytes);
  }

  @Override
  public void rejected(RejectionReason reason) {
    count("rejected", "reason", reason.name().toLowerCase(Locale.ROOT));
  }

  @Override
  public void unavailable() {
    count("unavailable");
  }

  @Override
  public void quarantined() {
    count("quarantined");
  }

  @Override
  public void accepted(EventType type) {
    count("accepted", "type", tag(type));
  }

  @Override
  public void duplicate(EventType type, boolean differs) {
    count("duplicate", "type", tag(type), "differs", String.valueOf(differs));
  }

  @Override
  public void late(EventType type) {
    count("late", "type", tag(type));
  }

  @Override
  public void committed(int events, int calls, Duration took) {
    batchEvents.record(events);
    meters.timer(PREFIX + "commit").record(took);
  }

  @Override
  public void lostRaces(int calls) {
    meters.counter(PREFIX + "races.lost").increment(calls);
  }

  @Override
  public void queueDepth(int waiting) {
    queueDepth.set(waiting);
  }

  private void count(String name, String... tags) {
    meters.counter(PREFIX + name, tags).increment();
  }

  private static String tag(EventType type) {
    return EventType.documented().contains(type) ? type.value() : "other";
  }
}
