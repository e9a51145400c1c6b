package inc.phone.examples.shop.pages.telefon;

import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.call.VoicemailRecord;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds a voicemail of a call. */
final class Voicemails {
  private Voicemails() {}

  static Optional<VoicemailRecord> of(CallRecord call, @Nullable String voicemailId) {
    return call.voicemails().stream()
        .filter(one -> one.voicemailId().equals(voicemailId))
        .findFirst();
  }
}
