package inc.phone.examples.simulator;

import inc.phone.examples.simulator.call.CallScript;
import inc.phone.examples.simulator.call.Company;
import inc.phone.examples.simulator.call.Contact;
import inc.phone.examples.simulator.call.MomentType;
import inc.phone.examples.simulator.call.SimulatedCall;
import inc.phone.examples.simulator.delivery.Courier;
import inc.phone.examples.simulator.delivery.HttpTransport;
import inc.phone.examples.simulator.delivery.Statistics;
import inc.phone.examples.simulator.delivery.ThreadTimer;
import inc.phone.examples.simulator.http.ApiServer;
import inc.phone.examples.simulator.subscription.Subscription;
import inc.phone.examples.simulator.subscription.Subscriptions;
import inc.phone.examples.simulator.truth.CallTruth;
import inc.phone.webhooks.signature.WebhookSigner;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A stand-in for Phone.inc: its REST API on a port of this machine, and calls on demand, told to
 * everybody who subscribed.
 *
 * <ol>
 *   <li>{@link #builder()}, options, {@link SimulatorBuilder#start()}.
 *   <li>Subscribe, through the API or with {@link #subscribe}.
 *   <li>{@link #play} some calls and {@link #awaitQuiet}.
 *   <li>Hold what was stored against {@link #truth()}, if {@link #statistics()} shows nothing
 *       undelivered or dropped.
 * </ol>
 *
 * <p>The same seed gives the same calls, bodies and schedule. Thread-safe. {@link #close()} stops
 * the server and whatever is still to be sent.
 */
public final class PhoneIncSimulator implements AutoCloseable {
  private final ReentrantLock lock = new ReentrantLock();
  private final CopyOnWriteArrayList<SimulatedCall> calls = new CopyOnWriteArrayList<>();
  private final List<AutoCloseable> owned;
  private final SimulatorBuilder settings;
  private final Company company;
  private final CallScript script;
  private final Subscriptions subscriptions;
  private final Courier courier;
  private final ApiServer server;

  PhoneIncSimulator(SimulatorBuilder settings) {
    this.settings = settings;
    this.company = Company.of(settings.seed, settings.epoch);
    this.script = new CallScript(settings.seed, company, settings.epoch);
    this.subscriptions = new Subscriptions(settings.seed, settings.clock);
    this.owned = new ArrayList<>();
    this.courier =
        new Courier(
            subscriptions,
            settings.timer != null ? settings.timer : owned(new ThreadTimer()),
            settings.transport != null
                ? settings.transport
                : owned(new HttpTransport(settings.connections, settings.answerTimeout)),
            WebhookSigner.hmacSha256(settings.secret),
            settings.courier());
    this.server =
        ApiServer.start(
            settings.host,
            settings.port,
            settings.apiKey,
            new ApiServer.Backend(
                subscriptions,
                company,
                () -> calls,
                this::play,
                this::statistics,
                () -> truth().stream().map(CallTruth::row).toList()));
  }

  private <T extends AutoCloseable> T owned(T resource) {
    owned.add(resource);
    return resource;
  }

  /**
   * Starts from the defaults.
   *
   * @return a new builder
   */
  public static SimulatorBuilder builder() {
    return new SimulatorBuilder();
  }

  /**
   * Where the API is: what a client takes as its base URL.
   *
   * @return without {@code /api/v1}
   */
  public URI baseUrl() {
    return URI.create("http://" + settings.host + ":" + server.port());
  }

  /**
   * Where the API is.
   *
   * @return the port
   */
  public int port() {
    return server.port();
  }

  /**
   * Subscribes without the API, to all eight documented event types.
   *
   * @param url where events go; any URL
   * @return the subscription
   */
  public Subscription subscribe(URI url) {
    List<String> events =
        Arrays.stream(MomentType.values()).map(MomentType::event).distinct().toList();
    return subscriptions.create("simulator", url.toString(), events);
  }

  /**
   * Ends a subscription; what is not delivered to it by now never is.
   *
   * @param id the subscription's id
   * @return false if there is none
   */
  public boolean unsubscribe(String id) {
    return subscriptions.delete(id);
  }

  /**
   * Begins calls, each a pace after the one before. Returns at once. Later plays go on with later
   * calls: playing 5 and then 5 gives the same calls as playing 10.
   *
   * @param count how many
   * @throws IllegalArgumentException if negative
   */
  public void play(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("count must not be negative, is " + count);
    }
    lock.lock();
    try {
      int first = calls.size();
      List<SimulatedCall> more = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        more.add(script.call(first + i));
      }
      calls.addAll(more);
      for (int i = 0; i < count; i++) {
        courier.deliver(more.get(i), first + i, settings.pace.multipliedBy(i));
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until every event, copy and forgery of all plays was sent and settled.
   *
   * @param atMost how long
   * @return false if something is left, or the simulator was closed meanwhile
   * @throws InterruptedException if the thread was interrupted
   */
  public boolean awaitQuiet(Duration atMost) throws InterruptedException {
    return courier.awaitQuiet(atMost);
  }

  /**
   * What a receiver's rows should be when it has received everything.
   *
   * @return one for each call of all plays, in the order of their beginning
   */
  public List<CallTruth> truth() {
    return calls.stream().map(CallTruth::of).toList();
  }

  /**
   * The address book: those of its people who call will be found by their number. Callers outside
   * of it are strangers.
   *
   * @return 40 contacts
   */
  public List<Contact> contacts() {
    return company.contacts();
  }

  /**
   * What was sent.
   *
   * @return up to now
   */
  public Statistics statistics() {
    return courier.statistics();
  }

  /** Stops. What is not sent by now never is. Idempotent. */
  @Override
  public void close() {
    courier.close();
    server.close();
    for (AutoCloseable resource : owned) {
      closeQuietly(resource);
    }
  }

  private static void closeQuietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      throw new IllegalStateException("closing failed", e);
    }
  }
}
