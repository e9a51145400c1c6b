package inc.phone.examples.spring.quarantine;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.time.Instant;

/** An authentic body that could not be read or kept. Written and read by queries only. */
@Entity
@IdClass(QuarantinedDelivery.Key.class)
final class QuarantinedDelivery {
  @Id String source;
  @Id String sha256;
  Instant receivedAt;
  String reason;
  byte[] body;
  int bodySize;

  record Key(String source, String sha256) {}

  @SuppressWarnings("NullAway.Init")
  QuarantinedDelivery() {} // for JPA
}
