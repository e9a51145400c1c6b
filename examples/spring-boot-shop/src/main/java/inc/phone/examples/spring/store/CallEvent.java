package inc.phone.examples.spring.store;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.spi.EventChange;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.time.Instant;

/** An event with the exact bytes that came in. */
@Entity
final class CallEvent {
  @EmbeddedId Key key;
  String type;
  Instant occurredAt;
  byte[] body;

  @Column(updatable = false)
  Instant receivedAt;

  @Embeddable
  record Key(String source, String callId, String eventId) {}

  CallEvent(CallKey call, EventChange change) {
    this.key = new Key(call.source(), call.callId(), change.event().id());
    this.type = change.event().type().value();
    this.occurredAt = change.event().occurredAt();
    this.body = change.body();
    this.receivedAt = change.event().receivedAt();
  }

  @SuppressWarnings("NullAway.Init")
  CallEvent() {} // for JPA
}
