package inc.phone.client;

import inc.phone.client.EnsuredWebhook.Outcome;
import inc.phone.client.wire.Exchange;
import inc.phone.model.PhoneIncException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Webhook subscriptions of the company: list, create, update and delete are documented by the
 * vendor; the rest is made of them.
 *
 * <p>Thread-safe. Arguments are checked at once, before anything is sent. See {@link
 * PhoneIncClient} for what the two forms of each method have in common and how they fail.
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
    return list(api.waiting()).await();
  }

  /**
   * Does what {@link #list()} does, without waiting.
   *
   * @return the future list
   */
  public CompletableFuture<List<Webhook>> listAsync() {
    return list(api.background());
  }

  /**
   * Creates a subscription.
   *
   * @param webhook what to create
   * @return the subscription with its id
   */
  public Webhook create(CreateWebhook webhook) {
    return create(api.waiting(), webhook).await();
  }

  /**
   * Does what {@link #create} does, without waiting.
   *
   * @param webhook what to create
   * @return the future subscription
   */
  public CompletableFuture<Webhook> createAsync(CreateWebhook webhook) {
    return create(api.background(), webhook);
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
    return update(api.waiting(), id, changes).await();
  }

  /**
   * Does what {@link #update} does, without waiting.
   *
   * @param id its id
   * @param changes what to change; the rest stays
   * @return the future subscription
   * @throws IllegalArgumentException as {@link #update} does
   */
  public CompletableFuture<Webhook> updateAsync(String id, UpdateWebhook changes) {
    return update(api.background(), id, changes);
  }

  /**
   * Deletes a subscription; delivery stops at once (documented).
   *
   * @param id its id
   * @throws NotFoundException if there is none of this id
   * @throws IllegalArgumentException if the id is blank, longer than 256 characters, or dots only
   */
  public void delete(String id) {
    delete(api.waiting(), id).await();
  }

  /**
   * Does what {@link #delete} does, without waiting.
   *
   * @param id its id
   * @return completes with null
   * @throws IllegalArgumentException as {@link #delete} does
   */
  public CompletableFuture<Void> deleteAsync(String id) {
    return delete(api.background(), id);
  }

  /**
   * Pauses delivery without deleting the subscription: {@code active} becomes false.
   *
   * @param id its id
   * @return the subscription after the change
   * @throws IllegalArgumentException as {@link #update} does
   */
  public Webhook pause(String id) {
    return update(id, active(false));
  }

  /**
   * Does what {@link #pause} does, without waiting.
   *
   * @param id its id
   * @return the future subscription
   * @throws IllegalArgumentException as {@link #update} does
   */
  public CompletableFuture<Webhook> pauseAsync(String id) {
    return updateAsync(id, active(false));
  }

  /**
   * Resumes delivery: {@code active} becomes true.
   *
   * @param id its id
   * @return the subscription after the change
   * @throws IllegalArgumentException as {@link #update} does
   */
  public Webhook resume(String id) {
    return update(id, active(true));
  }

  /**
   * Does what {@link #resume} does, without waiting.
   *
   * @param id its id
   * @return the future subscription
   * @throws IllegalArgumentException as {@link #update} does
   */
  public CompletableFuture<Webhook> resumeAsync(String id) {
    return updateAsync(id, active(true));
  }

  /**
   * Makes sure that the subscription of this name is as described, for scripts that run on every
   * deployment: creates it, updates its URL and events, or leaves it alone. Whether it is paused is
   * left as it is.
   *
   * <p>The deadline is that of the whole. Two programs that do this at the same moment can both
   * create: the vendor offers nothing that would prevent it.
   *
   * @param webhook what it should be; events are compared without regard to order
   * @return the subscription, and what was done
   * @throws PhoneIncException if several subscriptions have this name; nothing is changed then
   */
  public EnsuredWebhook ensure(CreateWebhook webhook) {
    return ensure(api.waiting(), webhook).await();
  }

  /**
   * Does what {@link #ensure} does, without waiting.
   *
   * @param webhook what it should be
   * @return the future subscription, and what was done
   */
  public CompletableFuture<EnsuredWebhook> ensureAsync(CreateWebhook webhook) {
    return ensure(api.background(), webhook);
  }

  private PendingAnswer<List<Webhook>> list(Exchange exchange) {
    return api.get(exchange, PATH, Json.list("webhooks", Webhook::of));
  }

  private PendingAnswer<Webhook> create(Exchange exchange, CreateWebhook webhook) {
    return api.send(exchange, "POST", PATH, webhook.json(), Json.object("webhook", Webhook::of));
  }

  private PendingAnswer<Webhook> update(Exchange exchange, String id, UpdateWebhook changes) {
    return api.send(
        exchange, "PATCH", path(id), changes.json(), Json.object("webhook", Webhook::of));
  }

  private PendingAnswer<Void> delete(Exchange exchange, String id) {
    return api.send(exchange, "DELETE", path(id), null, reply -> null);
  }

  private PendingAnswer<EnsuredWebhook> ensure(Exchange exchange, CreateWebhook wanted) {
    return list(exchange).then(all -> ensure(exchange, wanted, all));
  }

  private PendingAnswer<EnsuredWebhook> ensure(
      Exchange exchange, CreateWebhook wanted, List<Webhook> all) {
    List<Webhook> named = all.stream().filter(hook -> wanted.name().equals(hook.name())).toList();
    if (named.size() > 1) {
      throw new PhoneIncException(
          named.size() + " webhooks have the same name; which one is meant cannot be told");
    }
    if (named.isEmpty()) {
      return create(exchange, wanted).then(hook -> ensured(exchange, hook, Outcome.CREATED));
    }
    Webhook found = named.get(0);
    return wanted
        .changesTo(found)
        .map(changes -> update(exchange, found.id(), changes))
        .map(update -> update.then(hook -> ensured(exchange, hook, Outcome.UPDATED)))
        .orElseGet(() -> ensured(exchange, found, Outcome.UNCHANGED));
  }

  private static PendingAnswer<EnsuredWebhook> ensured(
      Exchange exchange, Webhook webhook, Outcome outcome) {
    PendingAnswer<EnsuredWebhook> answer = new PendingAnswer<>(exchange);
    answer.complete(new EnsuredWebhook(webhook, outcome));
    return answer;
  }

  private static UpdateWebhook active(boolean active) {
    return UpdateWebhook.builder().active(active).build();
  }

  private static String path(String id) {
    return PATH + "/" + Urls.segment(id);
  }
}
