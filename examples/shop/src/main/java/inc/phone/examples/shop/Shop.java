package inc.phone.examples.shop;

import inc.phone.client.PhoneIncClient;
import inc.phone.ivr.IvrValidator;
import inc.phone.ivr.ValidationContext;
import inc.phone.ivr.agent.ToolRegistry;
import inc.phone.ivr.routing.InboundCallRouter;
import inc.phone.ivr.routing.NumberDirectory;
import inc.phone.ivr.store.JdbcIvrConfigStore;
import inc.phone.ivr.store.JdbcLeadRegistry;
import inc.phone.number.NumberNormalizer;
import inc.phone.settings.IntegrationSettings;
import inc.phone.webhooks.WebhookReceiver;
import inc.phone.webhooks.store.JdbcCallStore;
import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;

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
  private static final Duration API_PATIENCE = Duration.ofSeconds(10);

  private final Opened opened;
  private final Javalin server;

  private Shop(Opened opened, Javalin server) {
    this.opened = opened;
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
      return new Shop(opened, start(config, opened));
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private static Javalin start(ShopConfig config, Opened opened) {
    IntegrationSettings phone = config.phone();
    LiveKitConfig liveKit = config.liveKit();
    Customers customers = customers(config);
    Orders orders = config.ordersFile() == null ? Orders.none() : Orders.read(config.ordersFile());
    NumberDirectory numbers = numbers(config);
    DataSource database = opened.add(ShopDatabase.open(config.databaseUrl())).dataSource();
    Matching matching = opened.add(new Matching());
    JdbcCallStore store = JdbcCallStore.create(database);
    PhoneMenu menu = menu(database, ShopTools.registry(store, SOURCE, orders), phone);
    Receivers receivers =
        opened.add(
            Receivers.of(
                WebhookReceiver.builder()
                    .store(store)
                    .customers(customers, phone.defaultRegion())
                    .branches(menu)
                    .source(SOURCE)
                    .maxBodyBytes(MAX_BODY_BYTES)
                    .executor(matching.executor()),
                phone,
                liveKit));
    InboundCallRouter router =
        opened
            .add(
                new Routing(
                    phone.defaultRegion(),
                    numbers,
                    JdbcLeadRegistry.create(database),
                    new CallLogJournal(receivers.own(), store, SOURCE)))
            .router();
    AdminAuth admin = new AdminAuth(config.adminToken());
    HangUps hangUps = new HangUps(router, store, SOURCE, Clock.systemUTC());
    PhoneIncClient client = opened.add(client(phone));
    Reconciling reconciling =
        opened.add(
            new Reconciling(receivers.phone().reconciler(client.recentCalls()), Clock.systemUTC()));
    FreshRecordings recordings = new FreshRecordings(phone, client);
    PageParts parts =
        new PageParts(
            config,
            database,
            store,
            SOURCE,
            receivers.phone(),
            menu,
            customers,
            new CustomerHistory(orders, chats(config)),
            recordings,
            admin,
            Clock.systemUTC());
    BodyReader bodies = new BodyReader(MAX_BODY_BYTES);
    List<Consumer<RoutesConfig>> routes =
        List.of(
            all -> all.before("/api/admin/*", admin),
            new PhoneRoutes(phone, receivers.phone(), store, bodies)::register,
            new TokenRoutes(phone, liveKit, admin)::register,
            new AdminRoutes(phone, store, receivers.phone(), SOURCE)::register,
            new ApiRoutes(phone, store, recordings, reconciling, SOURCE)::register,
            new MenuRoutes(menu)::register,
            new InboundRoutes(router, receivers.liveKit(), hangUps, liveKit, admin)::register,
            new ShopPages(parts)::register);
    Javalin server =
        WebServer.start(
            config.host(), config.port(), all -> routes.forEach(some -> some.accept(all)));
    opened.add(server::stop);
    if (phone.enabled()) {
      matching.sweep(receivers.phone());
    }
    Duration reconcileEvery = config.reconcileEvery();
    if (phone.enabled() && reconcileEvery != null) {
      reconciling.start(reconcileEvery);
    }
    if (liveKit.hasKey()) {
      matching.endSilent(receivers.liveKit().sweeper());
    }
    return server;
  }

  int port() {
    return server.port();
  }

  @Override
  public void close() {
    opened.close();
  }

  private static NumberDirectory numbers(ShopConfig config) {
    Path file = config.liveKit().numbersFile();
    return file == null
        ? ShopNumbers.none()
        : ShopNumbers.read(file, NumberNormalizer.forRegion(config.phone().defaultRegion()));
  }

  private static Chats chats(ShopConfig config) {
    Path file = config.pages().chatsFile();
    return file == null ? Chats.none() : Chats.read(file);
  }

  /** Does nothing until it is asked, so it may be made without a key that works. */
  private static PhoneIncClient client(IntegrationSettings phone) {
    String key = phone.apiKey().isEmpty() ? "off" : phone.apiKey().reveal();
    return PhoneIncClient.builder()
        .apiKey(key)
        .baseUrl(phone.baseUrl())
        .deadline(API_PATIENCE)
        .build();
  }

  /** Nothing is saved that offers a tool which this shop does not have. */
  private static PhoneMenu menu(
      DataSource database, ToolRegistry tools, IntegrationSettings phone) {
    ValidationContext context =
        ValidationContext.builder()
            .tools(tools.names())
            .allowedRegions(List.of(phone.defaultRegion()))
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
