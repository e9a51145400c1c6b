package inc.phone.examples.shop.pages.telefon;

import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.call.VoicemailRecord;
import java.util.Optional;

/** Where recordings are at this moment; links expire. Called from any thread; may block. */
public interface Recordings {
  /** A link to the recording of the conversation, or empty if there is none. */
  Optional<String> ofCall(CallRecord call);

  /** A link to a voicemail, or empty if there is none. */
  Optional<String> ofVoicemail(VoicemailRecord voicemail);
}
