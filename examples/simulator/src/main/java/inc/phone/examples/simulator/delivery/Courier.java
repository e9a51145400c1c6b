package inc.phone.examples.simulator.delivery;

import inc.phone.examples.simulator.call.SimulatedCall;
import inc.phone.examples.simulator.delivery.Counters.Count;
import inc.phone.examples.simulator.subscription.Subscription;
import inc.phone.examples.simulator.subscription.Subscriptions;
import inc.phone.webhooks.signature.WebhookSigner;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Sends what the timetable says, to everybody who subscribed, and retries. Thread-safe.
 *
 * <p>Who is subscribed is asked when a send is due and again before each retry: what falls into a
 * pause is not sent later (the vendor does not say whether it would be).
 */
public final class Courier {
  private static final int UNAUTHORIZED = 401;

  private final Counters counters = new Counters();
  private final Pending pending = new Pending();
  private final Subscriptions subscriptions;
  private final Timer timer;
  private final Transport transport;
  private final WebhookSigner signer;
  private final RetryRule retryRule;
  private final Timetable timetable;
  private final Writer writer;
  private final Forger forger;
  private final ProgressListener listener;

  /**
   * A courier.
   *
   * @param subscriptions who is told
   * @param timer when
   * @param transport how
   * @param signer signs each delivery
   * @param setting the rest
   */
  public Courier(
      Subscriptions subscriptions,
      Timer timer,
      Transport transport,
      WebhookSigner signer,
      Setting setting) {
    Chance chance = new Chance(setting.seed());
    this.subscriptions = subscriptions;
    this.timer = timer;
    this.transport = transport;
    this.signer = signer;
    this.retryRule = setting.retryRule();
    this.timetable = new Timetable(chance, setting.dials(), setting.pace());
    this.writer = new Writer(chance, setting.dials());
    this.forger = new Forger(signer, writer);
    this.listener = setting.listener();
  }

  /**
   * How a courier works.
   *
   * @param seed the seed of everything
   * @param dials how much trouble there is
   * @param retryRule when to try again
   * @param pace the time between two events of a call
   * @param listener is told of progress
   */
  public record Setting(
      long seed, Dials dials, RetryRule retryRule, Duration pace, ProgressListener listener) {}

  /**
   * Sends all events of a call, later.
   *
   * @param call the call
   * @param callNumber its number in the script
   * @param begin when, from now
   */
  public void deliver(SimulatedCall call, int callNumber, Duration begin) {
    counters.add(Count.CALLS);
    for (PlannedSend send : timetable.of(call, callNumber, begin)) {
      pending.begin();
      timer.schedule(send.at(), () -> due(send));
    }
  }

  private void due(PlannedSend send) {
    String type = send.event().moment().type().event();
    for (Subscription subscription : subscriptions.wanting(type)) {
      pending.begin();
      switch (send.kind()) {
        case EVENT -> {
          counters.add(Count.EVENTS);
          attempt(new Letter(subscription.id(), send), 1);
        }
        case DUPLICATE -> {
          counters.add(Count.DUPLICATES);
          byte[] body = writer.original(send.event());
          sendSigned(subscription, body, status -> settled());
        }
        case FORGERY -> forge(subscription, send);
      }
    }
    settled();
  }

  private void attempt(Letter letter, int attempt) {
    String type = letter.event().moment().type().event();
    Optional<Subscription> subscription = subscriptions.stillWanting(letter.subscriptionId(), type);
    if (subscription.isEmpty()) {
      counters.add(Count.DROPPED);
      settled();
      return;
    }
    Wording wording = writer.attempt(letter.event(), attempt);
    counters.addIf(attempt > 1, Count.RETRIES);
    counters.addIf(wording.reRendered(), Count.RE_RENDERED);
    counters.addIf(wording.reStamped(), Count.RE_STAMPED);
    sendSigned(subscription.get(), wording.body(), status -> answered(letter, attempt, status));
  }

  private void answered(Letter letter, int attempt, int status) {
    boolean received = isSuccess(status);
    boolean lost = received && letter.losesAcknowledgement();
    counters.addIf(lost, Count.LOST_ACKNOWLEDGEMENTS);
    Optional<Duration> wait = retryRule.after(attempt);
    if (wait.isPresent() && (lost || !received)) {
      timer.schedule(wait.get(), () -> attempt(letter, attempt + 1));
      return;
    }
    counters.addIf(received && !lost, Count.ACKNOWLEDGED);
    counters.addIf(!letter.wasReceived(), Count.UNDELIVERED);
    settled();
  }

  private void forge(Subscription subscription, PlannedSend send) {
    byte[] body = forger.body(send.event());
    counters.add(Count.FORGERIES_SENT);
    transport.send(
        subscription.url(),
        headers(forger.signature(send.event(), send.copy(), body)),
        body,
        status -> {
          counters.addIf(status == UNAUTHORIZED, Count.FORGERIES_REFUSED);
          counters.addIf(isSuccess(status), Count.FORGERIES_ACCEPTED);
          settled();
        });
  }

  private void sendSigned(Subscription subscription, byte[] body, IntConsumer onStatus) {
    counters.add(Count.DELIVERIES);
    transport.send(subscription.url(), headers(signer.sign(body)), body, onStatus);
  }

  private static Map<String, String> headers(Map<String, String> signature) {
    Map<String, String> headers = new HashMap<>(signature);
    headers.put("Content-Type", "application/json");
    headers.put("User-Agent", "phoneinc-simulator");
    return headers;
  }

  private static boolean isSuccess(int status) {
    return status >= 200 && status < 300;
  }

  private void settled() {
    pending.end();
    listener.progress(statistics());
  }

  /**
   * Waits until nothing is left to be sent.
   *
   * @param atMost how long
   * @return false if something is left
   * @throws InterruptedException if the thread was interrupted
   */
  public boolean awaitQuiet(Duration atMost) throws InterruptedException {
    return pending.awaitNone(atMost);
  }

  /**
   * What was sent.
   *
   * @return up to now
   */
  public Statistics statistics() {
    return counters.snapshot(pending.count());
  }

  /** Lets all who wait go. */
  public void close() {
    pending.close();
  }
}
