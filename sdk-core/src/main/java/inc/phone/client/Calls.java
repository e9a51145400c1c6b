package inc.phone.client;

import inc.phone.client.wire.Exchange;
import inc.phone.internal.json.CallJson;
import inc.phone.internal.json.StrictJson;
import inc.phone.model.Beta;
import inc.phone.model.Call;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The company's calls. The vendor documents in prose that recent calls can be listed and one can be
 * retrieved; the paths {@code /api/v1/calls} and {@code /api/v1/calls/:id} are inference.
 * Thread-safe. See {@link PhoneIncClient} for what all methods have in common.
 *
 * @since 0.1.0
 */
@Beta
public final class Calls {
  private static final String PATH = "/api/v1/calls";

  private final Api api;

  Calls(Api api) {
    this.api = api;
  }

  /**
   * Lists recent calls. Order, number and paging are not documented.
   *
   * @param filter which calls; {@link CallFilter#none()} for all
   * @return the calls
   */
  public CallList list(CallFilter filter) {
    return list(api.waiting(), filter).await();
  }

  /**
   * Does what {@link #list} does, without waiting.
   *
   * @param filter which calls
   * @return the future list
   */
  public CompletableFuture<CallList> listAsync(CallFilter filter) {
    return list(api.background(), filter);
  }

  /**
   * Retrieves one call, for instance to read a summary that came after the call's last event.
   *
   * @param id the call's public id
   * @return the call
   * @throws NotFoundException if there is none of this id
   * @throws IllegalArgumentException if the id is blank, longer than 256 characters, or dots only
   */
  public Call retrieve(String id) {
    return retrieve(api.waiting(), id).await();
  }

  /**
   * Does what {@link #retrieve} does, without waiting.
   *
   * @param id the call's public id
   * @return the future call
   * @throws IllegalArgumentException as {@link #retrieve} does
   */
  public CompletableFuture<Call> retrieveAsync(String id) {
    return retrieve(api.background(), id);
  }

  /**
   * The link to a call's recording as it is now, since links do not last. The vendor documents none
   * for calls: inference from its voicemails, so expect none.
   *
   * @param id the call's public id
   * @return the link, or empty if the call has none
   * @throws NotFoundException if there is no call of this id
   * @throws IllegalArgumentException as {@link #retrieve} does
   */
  public Optional<String> recordingUrl(String id) {
    return Optional.ofNullable(retrieve(id).recordingUrl());
  }

  /**
   * Does what {@link #recordingUrl} does, without waiting.
   *
   * @param id the call's public id
   * @return the future link; cancelling it cancels the request
   * @throws IllegalArgumentException as {@link #retrieve} does
   */
  public CompletableFuture<Optional<String>> recordingUrlAsync(String id) {
    return retrieve(api.background(), id)
        .then(call -> CompletableFuture.completedFuture(Optional.ofNullable(call.recordingUrl())));
  }

  private PendingAnswer<CallList> list(Exchange exchange, CallFilter filter) {
    return api.get(
        exchange,
        PATH + filter.query(),
        reply -> new CallList(StrictJson.readAnswer(reply.body(), "calls")));
  }

  private PendingAnswer<Call> retrieve(Exchange exchange, String id) {
    return api.get(
        exchange,
        PATH + "/" + Urls.segment(id),
        Json.object("call", fields -> CallJson.callOfAnswer(Json.id(fields), fields)));
  }
}
