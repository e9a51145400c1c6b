package inc.phone.examples.shop;

import inc.phone.client.PhoneIncClient;
import inc.phone.ivr.IvrValidator;
import inc.phone.ivr.ValidationContext;
import inc.phone.ivr.agent.ToolRegistry;
import inc.phone.ivr.store.JdbcIvrConfigStore;
import inc.phone.number.NumberNormalizer;
import inc.phone.settings.IntegrationSettings;
import inc.phone.settings.Secret;
import inc.phone.settings.SettingsSource;
import inc.phone.webhooks.WebhookReceiver;
import inc.phone.webhooks.signature.RejectionReason;
import inc.phone.webhooks.signature.SignatureVerifier;
import inc.phone.webhooks.spi.CustomerLookup;
import inc.phone.webhooks.store.JdbcCallStore;
import io.javalin.Javalin;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
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

  private final ShopDatabase database;
  private final Matching matching;
  private final WebhookReceiver receiver;
  private final PhoneIncClient client;
  private final Reconciling reconciling;
  private final Javalin server;

  private Shop(
      ShopDatabase database,
      Matching matching,
      WebhookReceiver receiver,
      PhoneIncClient client,
      Reconciling reconciling,
      Javalin server) {
    this.database = database;
    this.matching = matching;
    this.receiver = receiver;
    this.client = client;
    this.reconciling = reconciling;
    this.server = server;
  }

  /**
   * Opens the database and listens.
   *
   * @throws RuntimeException if something that was configured cannot be used
   */
  static Shop start(ShopConfig config) {
    IntegrationSettings phone = config.phone();
    CustomerLookup customers = customers(config);
    SignatureVerifier verifier = verifier(phone);
    PhoneIncClient client = client(phone);
    Orders orders = config.ordersFile() == null ? Orders.none() : Orders.read(config.ordersFile());
    ShopDatabase database = ShopDatabase.open(config.databaseUrl());
    Matching matching = new Matching();
    try {
      JdbcCallStore store = JdbcCallStore.create(database.dataSource());
      PhoneMenu menu =
          menu(database.dataSource(), ShopTools.registry(store, SOURCE, orders), phone);
      WebhookReceiver receiver =
          WebhookReceiver.builder()
              .verifier(verifier)
              .store(store)
              .customers(customers, phone.defaultRegion())
              .branches(menu)
              .settings(SettingsSource.fixed(phone))
              .source(SOURCE)
              .maxBodyBytes(MAX_BODY_BYTES)
              .executor(matching.executor())
              .build();
      PhoneRoutes phoneRoutes =
          new PhoneRoutes(phone, receiver, store, new BodyReader(MAX_BODY_BYTES));
      AdminRoutes adminRoutes = new AdminRoutes(phone, store, receiver, SOURCE);
      Reconciling reconciling =
          new Reconciling(receiver.reconciler(client.recentCalls()), Clock.systemUTC());
      ApiRoutes apiRoutes = new ApiRoutes(phone, store, client, reconciling, SOURCE);
      MenuRoutes menuRoutes = new MenuRoutes(menu);
      Javalin server =
          WebServer.start(
              config.host(),
              config.port(),
              routes -> {
                routes.before("/api/admin/*", new AdminAuth(config.adminToken()));
                phoneRoutes.register(routes);
                adminRoutes.register(routes);
                apiRoutes.register(routes);
                menuRoutes.register(routes);
              });
      if (phone.enabled()) {
        matching.sweep(receiver);
      }
      Duration reconcileEvery = config.reconcileEvery();
      if (phone.enabled() && reconcileEvery != null) {
        reconciling.start(reconcileEvery);
      }
      return new Shop(database, matching, receiver, client, reconciling, server);
    } catch (RuntimeException e) {
      client.close();
      matching.close();
      database.close();
      throw e;
    }
  }

  int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
    reconciling.close();
    client.close();
    receiver.close();
    matching.close();
    database.close();
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

  private static CustomerLookup customers(ShopConfig config) {
    NumberNormalizer numbers = NumberNormalizer.forRegion(config.phone().defaultRegion());
    return config.customersFile() == null
        ? Customers.none()
        : Customers.read(config.customersFile(), numbers);
  }

  /** Each secret may sign, or stand in the URL for senders that cannot sign. */
  private static SignatureVerifier verifier(IntegrationSettings phone) {
    String[] secrets = phone.webhookSecrets().stream().map(Secret::reveal).toArray(String[]::new);
    if (secrets.length == 0) {
      return request -> new SignatureVerifier.Rejected(RejectionReason.MISSING);
    }
    return SignatureVerifier.anyOf(
        SignatureVerifier.hmacSha256(secrets), SignatureVerifier.sharedSecret(secrets));
  }
}
