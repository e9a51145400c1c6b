package inc.phone.client;

import inc.phone.client.wire.Exchange;
import inc.phone.client.wire.WireReply;
import inc.phone.internal.json.StrictJson;
import java.util.concurrent.CompletableFuture;

/**
 * The company's voicemails. Listing them is documented by the vendor; how to mark them as listened
 * to is not. Thread-safe. See {@link PhoneIncClient} for what all methods have in common.
 *
 * @since 0.1.0
 */
public final class Voicemails {
  private final Api api;

  Voicemails(Api api) {
    this.api = api;
  }

  /**
   * Lists every voicemail, newest first; there are no pages (documented). Recording links are made
   * anew for each answer and do not last: list again rather than keep them.
   *
   * @return the voicemails with the number of those nobody has listened to
   */
  public VoicemailList list() {
    return list(api.waiting()).await();
  }

  /**
   * Does what {@link #list()} does, without waiting.
   *
   * @return the future list
   */
  public CompletableFuture<VoicemailList> listAsync() {
    return list(api.background());
  }

  private PendingAnswer<VoicemailList> list(Exchange exchange) {
    return api.get(exchange, "/api/v1/voicemails", Voicemails::read);
  }

  private static VoicemailList read(WireReply reply) {
    return new VoicemailList(StrictJson.readAnswer(reply.body(), "voicemails"));
  }
}
