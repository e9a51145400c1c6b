package inc.phone.client;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Webhook subscriptions of the company: list, create, update, delete, all documented.
 *
 * <p>Thread-safe. Each method has a form that waits and one that returns a future. Arguments are
 * checked at once, before anything is sent. What can fail later is an {@link ApiException}, a
 * {@link TransportException} or an {@link UnreadableResponseException}: thrown by the form that
 * waits, the cause of the future's failure in the other. See {@link PhoneIncClient} for deadlines,
 * retries and threads.
 *
 * @since 0.1.0
 */
public final class Webhooks {
  private static final String PATH = "/api/v1/webhooks";

  private final Api api;

  Webhooks(Api api) {
    this.api = api;
  }

  /**
   * Lists every subscription; the vendor documents no paging.
   *
   * @return an immutable list in the server's order
   */
  public List<Webhook> list() {
    return listing().await();
  }

  /**
   * Does what {@link #list()} does, without waiting.
   *
   * @return the future list; cancelling it cancels the request
   */
  public CompletableFuture<List<Webhook>> listAsync() {
    return listing();
  }

  /**
   * Creates a subscription. It is not sent twice by itself: what a lost answer leaves open, {@link
   * #list()} tells.
   *
   * @param webhook what to create
   * @return the subscription with its id
   */
  public Webhook create(CreateWebhook webhook) {
    return creation(webhook).await();
  }

  /**
   * Does what {@link #create} does, without waiting.
   *
   * @param webhook what to create
   * @return the future subscription; cancelling it cancels the request
   */
  public CompletableFuture<Webhook> createAsync(CreateWebhook webhook) {
    return creation(webhook);
  }

  /**
   * Changes a subscription.
   *
   * @param id its id
   * @param changes what to change; the rest stays
   * @return the subscription after the change
   * @throws IllegalArgumentException if the id is blank, longer than 256 characters, or dots only
   */
  public Webhook update(String id, UpdateWebhook changes) {
    return change(id, changes).await();
  }

  /**
   * Does what {@link #update} does, without waiting.
   *
   * @param id its id
   * @param changes what to change; the rest stays
   * @return the future subscription; cancelling it cancels the request
   * @throws IllegalArgumentException as {@link #update} does
   */
  public CompletableFuture<Webhook> updateAsync(String id, UpdateWebhook changes) {
    return change(id, changes);
  }

  /**
   * Deletes a subscription; delivery stops at once (documented).
   *
   * @param id its id
   * @throws NotFoundException if there is none of this id
   * @throws IllegalArgumentException if the id is blank, longer than 256 characters, or dots only
   */
  public void delete(String id) {
    deletion(id).await();
  }

  /**
   * Does what {@link #delete} does, without waiting.
   *
   * @param id its id
   * @return completes with null; cancelling it cancels the request
   * @throws IllegalArgumentException as {@link #delete} does
   */
  public CompletableFuture<Void> deleteAsync(String id) {
    return deletion(id);
  }

  private PendingAnswer<List<Webhook>> listing() {
    return api.send("GET", PATH, null, Json.list("webhooks", Webhook::of));
  }

  private PendingAnswer<Webhook> creation(CreateWebhook webhook) {
    return api.send("POST", PATH, webhook.json(), Json.object("webhook", Webhook::of));
  }

  private PendingAnswer<Webhook> change(String id, UpdateWebhook changes) {
    return api.send("PATCH", path(id), changes.json(), Json.object("webhook", Webhook::of));
  }

  private PendingAnswer<Void> deletion(String id) {
    return api.send("DELETE", path(id), null, reply -> null);
  }

  private static String path(String id) {
    return PATH + "/" + Urls.segment(id);
  }
}
