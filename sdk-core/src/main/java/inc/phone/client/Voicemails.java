package inc.phone.client;

import inc.phone.client.wire.Exchange;
import inc.phone.client.wire.WireReply;
import inc.phone.internal.json.StrictJson;
import java.util.Optional;
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

  /**
   * The link to a voicemail's recording, made anew: links do not last. The vendor documents no way
   * to ask for one voicemail, so this lists them all and picks one.
   *
   * @param id the voicemail's id
   * @return the link, or empty if there is no such voicemail or it is still being processed
   */
  public Optional<String> recordingUrl(String id) {
    return list().recordingUrl(id);
  }

  /**
   * Does what {@link #recordingUrl} does, without waiting.
   *
   * @param id the voicemail's id
   * @return the future link; cancelling it cancels the request
   */
  public CompletableFuture<Optional<String>> recordingUrlAsync(String id) {
    return list(api.background())
        .then(all -> CompletableFuture.completedFuture(all.recordingUrl(id)));
  }

  private PendingAnswer<VoicemailList> list(Exchange exchange) {
    return api.get(exchange, "/api/v1/voicemails", Voicemails::read);
  }

  private static VoicemailList read(WireReply reply) {
    return new VoicemailList(StrictJson.readAnswer(reply.body(), "voicemails"));
  }
}
