package inc.phone.examples.shop;

import static java.nio.charset.StandardCharsets.UTF_8;

import inc.phone.client.CreateWebhook;
import inc.phone.client.PhoneIncClient;
import inc.phone.client.Webhook;
import inc.phone.examples.simulator.PhoneIncSimulator;
import inc.phone.examples.simulator.delivery.Dials;
import inc.phone.examples.simulator.delivery.Statistics;
import inc.phone.model.EventType;
import inc.phone.settings.IntegrationSettings;
import inc.phone.settings.Secret;
import inc.phone.settings.SecretCipher;
import inc.phone.webhooks.signature.WebhookSigner;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The shop and the simulator in one program: a rough afternoon at the telephone, and proof that the
 * rows are right in spite of it. Everything is on this machine, in a temporary folder, and gone
 * afterwards. Who wants to look at it in a browser first gets an address and a password.
 */
final class Demo {
  private static final String LOOPBACK = "127.0.0.1";
  private static final String WORKSPACE = "ws_demo";
  private static final String API_KEY = "phk_demodemodemodemodemodemo";
  private static final Duration PACE = Duration.ofMillis(20);
  private static final Duration RETRY_WAIT = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final List<EventType> ALL_EVENTS =
      List.of(
          EventType.CALL_INITIATED,
          EventType.CALL_OUTSIDE_OPENING_HOURS,
          EventType.CALL_ANSWERED,
          EventType.CALL_ENDED,
          EventType.CALL_LOST,
          EventType.CALL_TRANSCRIPTION_DONE,
          EventType.VOICEMAIL_NEW,
          EventType.VOICEMAIL_TRANSCRIPTION_DONE);

  /** Signed by who knows the secret, and of no use: nothing the simulator would send. */
  private static final List<String> UNREADABLE =
      List.of("{\"event\":\"call.ended\",\"data\":{", "not JSON at all");

  private final DemoReport report;
  private final int calls;
  private final long seed;
  private final Secret secret = random();
  private final Secret adminToken = random();
  private final @Nullable InputStream visitor;

  /**
   * @param visitor when it has something to read, a look at the shop is over; null for no look
   */
  Demo(PrintStream out, int calls, long seed, @Nullable InputStream visitor) {
    this.report = new DemoReport(out);
    this.calls = calls;
    this.seed = seed;
    this.visitor = visitor;
  }

  /**
   * Runs it.
   *
   * @return whether every row is as it should be
   */
  boolean run() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("phone-shop-demo");
    try (PhoneIncSimulator simulator = simulator()) {
      DemoCustomers customers = new DemoCustomers(simulator.contacts());
      Path customersFile = Files.writeString(folder.resolve("customers.csv"), customers.csv());
      try (Shop shop = Shop.start(config(folder, customersFile, simulator.baseUrl()))) {
        URI address = URI.create("http://" + LOOPBACK + ":" + shop.port());
        boolean good = play(simulator, customers, address);
        if (visitor != null) {
          report.invitation(address.resolve("/admin/telefon/calls"), adminToken.reveal());
          int unused = visitor.read();
        }
        return good;
      }
    } finally {
      delete(folder);
    }
  }

  private PhoneIncSimulator simulator() {
    return PhoneIncSimulator.builder()
        .host(LOOPBACK)
        .port(0)
        .apiKey(API_KEY)
        .secret(secret.reveal())
        .seed(seed)
        .dials(Dials.rough())
        .pace(PACE)
        .retryWait(RETRY_WAIT)
        .start();
  }

  private ShopConfig config(Path folder, Path customersFile, URI phoneInc) {
    IntegrationSettings phone =
        IntegrationSettings.builder()
            .workspaceId(WORKSPACE)
            .apiKey(Secret.of(API_KEY))
            .webhookSecrets(List.of(secret))
            .baseUrl(phoneInc.toString())
            .build();
    String database = "jdbc:sqlite:" + folder.resolve("shop.db");
    return new ShopConfig(
        LOOPBACK,
        0,
        database,
        adminToken,
        customersFile,
        null,
        null,
        phone,
        SecretCipher.builder("demo", randomKey()).build(),
        LiveKitConfig.NONE,
        NotifyConfig.NONE,
        PageConfig.DEFAULT);
  }

  private boolean play(PhoneIncSimulator simulator, DemoCustomers customers, URI shop)
      throws IOException, InterruptedException {
    report.line("Phone.inc simulator at %s, shop at %s", simulator.baseUrl(), shop);
    URI endpoint = shop.resolve("/api/phone/webhook");
    try (PhoneIncClient client =
        PhoneIncClient.builder().apiKey(API_KEY).baseUrl(simulator.baseUrl().toString()).build()) {
      Webhook webhook =
          client
              .webhooks()
              .create(
                  CreateWebhook.builder()
                      .name("shop demo")
                      .url(endpoint.toString())
                      .events(ALL_EVENTS)
                      .build());
      report.line("subscribed to %d event types as %s", webhook.events().size(), webhook.id());
      report.line("playing %d calls: disorder, duplicates, lost answers, forgeries", calls);
      report.line("");
      sendUnreadable(endpoint);
      simulator.play(calls);
      awaitQuiet(simulator);
      boolean good = check(simulator, customers, new AdminClient(shop, adminToken));
      client.webhooks().delete(webhook.id());
      return good;
    }
  }

  private void sendUnreadable(URI endpoint) throws IOException, InterruptedException {
    WebhookSigner signer = WebhookSigner.hmacSha256(secret.reveal());
    HttpClient http = HttpClient.newHttpClient();
    for (String body : UNREADABLE) {
      HttpRequest.Builder request = HttpRequest.newBuilder(endpoint);
      signer.sign(body.getBytes(UTF_8)).forEach(request::header);
      http.send(request.POST(BodyPublishers.ofString(body)).build(), BodyHandlers.discarding());
    }
  }

  private void awaitQuiet(PhoneIncSimulator simulator) throws InterruptedException {
    long started = System.nanoTime();
    boolean quiet = false;
    while (!quiet) {
      quiet = simulator.awaitQuiet(Duration.ofSeconds(1));
      Duration elapsed = Duration.ofNanos(System.nanoTime() - started);
      report.progress(simulator.statistics(), elapsed);
      if (elapsed.compareTo(PATIENCE) > 0) {
        return; // what is missing, the check will tell
      }
    }
  }

  private boolean check(PhoneIncSimulator simulator, DemoCustomers customers, AdminClient admin)
      throws IOException, InterruptedException {
    DemoRows rows = matchedRows(admin);
    Statistics sent = simulator.statistics();
    RowCheck check = new RowCheck(new ExpectedRows(simulator.truth(), customers));
    check.rows(rows);
    check.same("calls", calls, rows.callLog().size());
    check.same("events", sent.events(), rows.events());
    check.same("events without an answer", 0, sent.undelivered() + sent.dropped() + sent.pending());
    check.same("forgeries refused", sent.forgeriesSent(), sent.forgeriesRefused());
    check.same("bodies in quarantine", UNREADABLE.size(), rows.quarantine().size());
    report.summary(sent, rows);
    report.newestCalls(rows, customers);
    report.verdict(check);
    return check.differences().isEmpty();
  }

  /** Customers are looked up after the sender has its answer, so the last ones take a moment. */
  private static DemoRows matchedRows(AdminClient admin) throws IOException, InterruptedException {
    DemoRows rows = DemoRows.read(admin);
    for (int tries = 0; rows.matching("pending") > 0 && tries < 50; tries++) {
      TimeUnit.MILLISECONDS.sleep(200);
      rows = DemoRows.read(admin);
    }
    return rows;
  }

  private static Secret random() {
    return Secret.of(HexFormat.of().formatHex(randomBytes(24)));
  }

  private static Secret randomKey() {
    return Secret.of(Base64.getEncoder().encodeToString(randomBytes(32)));
  }

  private static byte[] randomBytes(int count) {
    byte[] bytes = new byte[count];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
