package inc.phone.examples.spring.store;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.spi.CallChange;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A call: version and bytes for the SDK, and the columns that this shop wants. */
@Entity
final class PhoneCall {
  @EmbeddedId Key key;

  /** JPA's count: null for a new row, then from 0, and it stands still if no value changed. */
  @Version @Nullable Long revision;

  /** The SDK's count: 1 for a new row, one more with every write. */
  long version;

  byte[] state;

  /** Null for the place of an event that is about no call. */
  @Nullable Instant sortedAt;

  @Nullable String fromNumber;
  @Nullable Instant startedAt;
  @Nullable Instant endedAt;
  @Nullable String customerId;
  String matchStatus;

  @ElementCollection
  @CollectionTable(name = "phone_voicemail")
  Set<Voicemail> voicemails;

  @Embeddable
  record Key(String source, String callId) {
    static Key of(CallKey key) {
      return new Key(key.source(), key.callId());
    }
  }

  @Embeddable
  record Voicemail(String voicemailId, Instant sortedAt, @Nullable String transcription) {}

  PhoneCall(CallChange change) {
    CallRecord call = change.call();
    this.key = Key.of(change.key());
    this.revision = change.baseVersion() == 0 ? null : change.baseVersion() - 1;
    this.version = change.baseVersion() + 1;
    this.state = change.state();
    this.sortedAt = change.key().isCall() ? call.sortedAt() : null;
    this.fromNumber = call.from();
    this.startedAt = call.startedAt();
    this.endedAt = call.endedAt();
    this.customerId = call.customerId();
    this.matchStatus = call.match().word();
    this.voicemails =
        call.voicemails().stream()
            .map(v -> new Voicemail(v.voicemailId(), v.sortedAt(), v.transcription()))
            .collect(Collectors.toSet());
  }

  @SuppressWarnings("NullAway.Init")
  PhoneCall() {} // for JPA
}
