package inc.phone.examples.shop;

import inc.phone.client.PhoneIncClient;
import inc.phone.examples.shop.outbound.LiveKitOutboundCalls;
import inc.phone.examples.shop.outbound.OutboundConfig;
import inc.phone.examples.shop.settings.JdbcSettingsSource;
import inc.phone.examples.shop.settings.SettingsEditor;
import inc.phone.ivr.DialPolicy;
import inc.phone.ivr.IvrValidator;
import inc.phone.ivr.ValidationContext;
import inc.phone.ivr.agent.ToolRegistry;
import inc.phone.ivr.routing.InboundCallRouter;
import inc.phone.ivr.routing.OutboundCalls;
import inc.phone.ivr.store.JdbcIvrConfigStore;
import inc.phone.ivr.store.JdbcLeadRegistry;
import inc.phone.number.NumberNormalizer;
import inc.phone.settings.IntegrationSettings;
import inc.phone.settings.SettingsSource;
import inc.phone.token.MediaTokenIssuer;
import inc.phone.webhooks.WebhookReceiver;
import inc.phone.webhooks.store.JdbcCallStore;
import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The whole shop: a database, a receiver, a web server.
 *
 * <p>Thread-safe. {@link #close()} takes no new requests, lets those under way finish, then closes
 * what is behind them.
 */
final class Shop implements AutoCloseable {
  /** There is one workspace here, and its calls stay the shop's if its id is taken away. */
  private static final String SOURCE = "default";

  private static final int MAX_BODY_BYTES = 4 * 1024 * 1024;

  /** Whoever refuses a call usually does so at once; a click waits no longer. */
  private static final Duration REFUSAL_PATIENCE = Duration.ofSeconds(2);

  private final Opened opened;
  private final SettingsSource settings;
  private final Javalin server;

  private Shop(Opened opened, SettingsSource settings, Javalin server) {
    this.opened = opened;
    this.settings = settings;
    this.server = server;
  }

  /**
   * Opens the database and listens.
   *
   * @throws RuntimeException if something that was configured cannot be used
   */
  static Shop start(ShopConfig config) {
    Opened opened = new Opened();
    try {
      return start(config, opened);
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private static Shop start(ShopConfig config, Opened opened) {
    String region = config.phone().defaultRegion();
    LiveKitConfig liveKit = config.liveKit();
    Customers customers = customers(config);
    Orders orders = config.ordersFile() == null ? Orders.none() : Orders.read(config.ordersFile());
    ShopNumbers numbers = numbers(config);
    DataSource database = opened.add(ShopDatabase.open(config.databaseUrl())).dataSource();
    Matching matching = opened.add(new Matching(config.notifying()));
    JdbcCallStore store = JdbcCallStore.create(database);
    PhoneMenu menu = menu(database, ShopTools.registry(store, SOURCE, orders), region);
    PhoneClients clients = opened.add(new PhoneClients(config.phone()));
    JdbcSettingsSource phone =
        JdbcSettingsSource.open(
            database, SOURCE, config.cipher(), config.phone(), clients::check, System::nanoTime);
    SettingsEditor editor = new SettingsEditor(phone, Clock.systemUTC(), new SecureRandom());
    Live<PhoneIncClient> client = new Live<>(phone, clients::of);
    Receivers receivers =
        opened.add(
            Receivers.of(
                Notifier.addTo(
                    WebhookReceiver.builder()
                        .store(store)
                        .customers(customers, region)
                        .branches(menu)
                        .source(SOURCE)
                        .maxBodyBytes(MAX_BODY_BYTES)
                        .executor(matching.executor()),
                    config.notifying()),
                phone,
                liveKit));
    InboundCallRouter router =
        opened
            .add(
                new Routing(
                    region,
                    numbers,
                    JdbcLeadRegistry.create(database),
                    new CallLogJournal(receivers.own(), store, SOURCE)))
            .router();
    ParkedDeliveries parked = new ParkedDeliveries(receivers.phone().deliveries());
    AdminAuth admin = new AdminAuth(config.adminToken());
    HangUps hangUps = new HangUps(router, store, SOURCE, Clock.systemUTC());
    Reconciling reconciling =
        opened.add(
            new Reconciling(
                phone, receivers.phone().reconciler(new LiveCalls(client)), Clock.systemUTC()));
    FreshRecordings recordings = new FreshRecordings(phone, client);
    TestCallTokens tokens = new TestCallTokens(phone, liveKit);
    PageParts parts =
        new PageParts(
            config,
            phone,
            database,
            store,
            SOURCE,
            receivers.phone(),
            menu,
            customers,
            new CustomerHistory(orders, chats(config)),
            recordings,
            parked,
            editor,
            client,
            tokens,
            admin,
            Clock.systemUTC());
    BodyReader bodies = new BodyReader(MAX_BODY_BYTES);
    List<Consumer<RoutesConfig>> routes =
        List.of(
            all -> all.before("/api/admin/*", admin),
            new PhoneRoutes(phone, receivers.phone(), store, bodies)::register,
            new TokenRoutes(phone, tokens, admin)::register,
            new AdminRoutes(phone, store, receivers.phone(), SOURCE)::register,
            new DeliveryRoutes(phone, parked)::register,
            new ApiRoutes(phone, store, recordings, reconciling, SOURCE)::register,
            new MenuRoutes(menu)::register,
            new SettingsRoutes(editor)::register,
            new OutboundRoutes(
                    outbound(liveKit, numbers, receivers.own(), opened),
                    receivers.phone().matcher(),
                    NumberNormalizer.forRegion(region))
                ::register,
            new InboundRoutes(router, receivers.liveKit(), hangUps, liveKit, admin)::register,
            new ShopPages(parts)::register);
    Javalin server =
        WebServer.start(
            config.host(), config.port(), all -> routes.forEach(some -> some.accept(all)));
    opened.add(server::stop);
    matching.sweep(phone, receivers.phone());
    Duration reconcileEvery = config.reconcileEvery();
    if (reconcileEvery != null) {
      reconciling.start(reconcileEvery);
    }
    if (liveKit.hasKey()) {
      matching.endSilent(receivers.liveKit().sweeper());
    }
    return new Shop(opened, phone, server);
  }

  /** The settings as they are now. */
  IntegrationSettings settings() {
    return settings.load();
  }

  int port() {
    return server.port();
  }

  @Override
  public void close() {
    opened.close();
  }

  /** What places calls, or null if LiveKit is not set up for it. */
  private static @Nullable OutboundCalls outbound(
      LiveKitConfig liveKit, ShopNumbers numbers, WebhookReceiver log, Opened opened) {
    OutboundConfig config = liveKit.outbound();
    if (!liveKit.hasKey() || !config.isComplete()) {
      return null;
    }
    return opened.add(
        new LiveKitOutboundCalls(
            config,
            MediaTokenIssuer.builder(liveKit.apiKey(), liveKit.apiSecret()).build(),
            DialPolicy.builder().ownNumbers(numbers.all()).regions(config.regions()).build(),
            log,
            Clock.systemUTC(),
            REFUSAL_PATIENCE));
  }

  private static ShopNumbers numbers(ShopConfig config) {
    Path file = config.liveKit().numbersFile();
    return file == null
        ? ShopNumbers.none()
        : ShopNumbers.read(file, NumberNormalizer.forRegion(config.phone().defaultRegion()));
  }

  private static Chats chats(ShopConfig config) {
    Path file = config.pages().chatsFile();
    return file == null ? Chats.none() : Chats.read(file);
  }

  /** Nothing is saved that offers a tool which this shop does not have. */
  private static PhoneMenu menu(DataSource database, ToolRegistry tools, String region) {
    ValidationContext context =
        ValidationContext.builder()
            .tools(tools.names())
            .allowedRegions(List.of(region))
            .clock(Clock.systemUTC())
            .build();
    return new PhoneMenu(JdbcIvrConfigStore.create(database), IvrValidator.strict(context));
  }

  private static Customers customers(ShopConfig config) {
    NumberNormalizer numbers = NumberNormalizer.forRegion(config.phone().defaultRegion());
    return config.customersFile() == null
        ? Customers.none()
        : Customers.read(config.customersFile(), numbers);
  }
}
