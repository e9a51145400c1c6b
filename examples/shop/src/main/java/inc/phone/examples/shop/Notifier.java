package inc.phone.examples.shop;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.webhooks.ListenerSpec;
import inc.phone.webhooks.PhoneEvent;
import inc.phone.webhooks.WebhookReceiverBuilder;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.signature.WebhookSigner;
import inc.phone.webhooks.spi.CallEventListener;
import inc.phone.webhooks.spi.DeliveryContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listener that posts what happens in calls to a webhook: ids and times, no number and no text.
 *
 * <p>2xx is done. Anything else, and no answer in time, is a failed attempt: the SDK repeats it
 * with growing waits and parks it at last. {@code webhook-id} is the same for every attempt, so the
 * other end can leave out what it had already. Thread-safe.
 */
final class Notifier implements CallEventListener {
  /** Durable: progress and parked deliveries are kept under it. */
  static final String LISTENER = "notify";

  /** Posts at once, per receiver. */
  static final int LANES = 2;

  private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String MATCHED = "call.matched";

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_PATIENCE)
          .build();
  private final URI url;
  private final Signing signing;

  /** Makes the headers of a message. */
  private interface Signing {
    Map<String, String> headers(String id, byte[] body);
  }

  /** The other end answered, but not 2xx. */
  static final class NotAcceptedException extends IOException {
    private static final long serialVersionUID = 1;

    NotAcceptedException(int status) {
      super("answered " + status);
    }
  }

  /**
   * @throws IllegalArgumentException if the secret cannot be used, without repeating it
   */
  private Notifier(URI url, NotifyConfig config) {
    this.url = url;
    if (config.secret().isEmpty()) {
      this.signing = (id, body) -> Map.of("webhook-id", id);
    } else {
      String secret = config.secret().reveal();
      WebhookSigner unused = WebhookSigner.standardWebhooks(secret, () -> ""); // checks the secret
      this.signing = (id, body) -> WebhookSigner.standardWebhooks(secret, () -> id).sign(body);
    }
  }

  /**
   * Adds the listener, if there is a webhook to post to.
   *
   * @throws IllegalArgumentException if the secret cannot be used, without repeating it
   */
  static WebhookReceiverBuilder addTo(WebhookReceiverBuilder builder, NotifyConfig config) {
    URI url = config.url();
    return url == null
        ? builder
        : builder
            .delivery(config.delivery())
            .listener(ListenerSpec.named(LISTENER).lanes(LANES), new Notifier(url, config));
  }

  @Override
  public void onEvent(PhoneEvent event, CallRecord call, DeliveryContext context)
      throws IOException, InterruptedException {
    post(
        call,
        context,
        message(event.type().value(), event.id())
            .put("occurred_at", event.occurredAt().toString()));
  }

  @Override
  public void onMatched(CallRecord call, DeliveryContext context)
      throws IOException, InterruptedException {
    post(call, context, message(MATCHED, null).putNull("occurred_at"));
  }

  private static ObjectNode message(String type, @Nullable String eventId) {
    return Answers.object().put("event_type", type).put("event_id", eventId);
  }

  private void post(CallRecord call, DeliveryContext context, ObjectNode message)
      throws IOException, InterruptedException {
    String id = id(call, context);
    byte[] body =
        Answers.bytes(
            message
                .put("delivery_id", id)
                .put("call_id", call.key().isCall() ? call.callId() : null)
                .put("started_at", CallView.time(call.startedAt()))
                .put("answered_at", CallView.time(call.answeredAt()))
                .put("ended_at", CallView.time(call.endedAt()))
                .put("customer_id", call.customerId())
                .put("match", call.match().word())
                .put("late", context.late())
                .put("attempt", context.attempt()));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body));
    signing.headers(id, body).forEach(request::header);
    // As a stream, so that an endless answer is not waited for: only its status counts.
    HttpResponse<InputStream> answer = http.send(request.build(), BodyHandlers.ofInputStream());
    answer.body().close();
    if (answer.statusCode() / 100 != 2) {
      LOG.atInfo()
          .addKeyValue("delivery_id", id)
          .addKeyValue("status", answer.statusCode())
          .log("the webhook did not take a notification");
      throw new NotAcceptedException(answer.statusCode());
    }
  }

  /** The id of the SDK's is unique within its call; ours goes into a header. */
  private static String id(CallRecord call, DeliveryContext context) {
    String delivery = call.callId() + "\n" + context.deliveryId();
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(delivery.getBytes(UTF_8));
      return "dlv_" + Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
