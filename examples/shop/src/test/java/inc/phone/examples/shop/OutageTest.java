package inc.phone.examples.shop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import inc.phone.client.PhoneIncClient;
import inc.phone.examples.simulator.PhoneIncSimulator;
import inc.phone.examples.simulator.SimulatorBuilder;
import inc.phone.examples.simulator.delivery.HttpTransport;
import inc.phone.examples.simulator.delivery.Transport;
import inc.phone.examples.simulator.truth.CallTruth;
import inc.phone.examples.simulator.truth.VoicemailTruth;
import inc.phone.settings.Secret;
import inc.phone.webhooks.ReconcileReport;
import inc.phone.webhooks.WebhookReceiver;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.call.VoicemailRecord;
import inc.phone.webhooks.signature.SignatureVerifier;
import inc.phone.webhooks.store.MemoryCallStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The endpoint was down, the vendor gave up, and in the end nothing is missing. */
class OutageTest {
  private static final Instant EPOCH =
      Instant.now().minus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
  private static final int CALLS = 40;

  /** What the API cannot tell of an event that nobody delivered. */
  private static final String UNKNOWN_UNTIL_DELIVERED =
      ".*, (ended_at|transcribed_at|outside_opening_hours|event_count): .*";

  /** HTTP with a fault: what is lost is answered 503, however often it is tried. */
  private static final class Line implements Transport {
    private final HttpTransport http = new HttpTransport(4, Duration.ofSeconds(10));
    private final Set<String> lost = ConcurrentHashMap.newKeySet();
    private volatile Predicate<String> isLost = body -> false;

    @Override
    public void send(String url, Map<String, String> headers, byte[] bytes, IntConsumer onStatus) {
      String body = new String(bytes, UTF_8);
      if (body.contains("\"event_type\"")) {
        onStatus.accept(200); // the flat format has ids of its own, which no API tells
      } else if (isLost.test(body)) {
        lost.add(body);
        onStatus.accept(503);
      } else {
        http.send(url, headers, bytes, onStatus);
      }
    }
  }

  @TempDir Path folder;
  private final Line line = new Line();
  private final PhoneIncSimulator simulator =
      PhoneIncSimulator.builder()
          .port(0)
          .secret(TestShop.SECRET)
          .seed(11)
          .epoch(EPOCH)
          .pace(Duration.ZERO)
          .retryWait(Duration.ofMillis(1))
          .transport(line)
          .start();
  private final DemoCustomers customers = new DemoCustomers(simulator.contacts());

  @AfterEach
  void close() {
    simulator.close();
    line.http.close();
  }

  private Map<String, String> environment() throws IOException {
    Map<String, String> environment = TestShop.environment(folder);
    Path csv = Files.writeString(folder.resolve("contacts.csv"), customers.csv());
    environment.put("SHOP_CUSTOMERS", csv.toString());
    environment.put("PHONE_INC_BASE_URL", simulator.baseUrl().toString());
    environment.put("PHONE_INC_API_KEY", SimulatorBuilder.DEFAULT_API_KEY);
    return environment;
  }

  /** All deliveries are lost, and then every second one, with calls told by halves. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void afterAnOutageTheRowsAreAsTheCallsWereAndLateWebhooksAreDuplicates(int oneOf)
      throws Exception {
    try (TestShop shop = TestShop.start(environment())) {
      simulator.subscribe(URI.create("http://localhost:" + shop.port() + "/api/phone/webhook"));
      play(CALLS);
      line.isLost = body -> body.hashCode() % oneOf == 0;
      play(CALLS);
      assertThat(simulator.statistics().undelivered()).isEqualTo(line.lost.size()).isPositive();
      line.isLost = body -> false;

      JsonNode report = reconcile(shop, 200);

      assertThat(report.get("complete").booleanValue()).isTrue();
      assertThat(report.get("unlinked_voicemails")).isEmpty();
      long untold = line.lost.stream().filter(OutageTest::isUntold).count();
      assertThat(differences(shop)).allMatch(text -> text.matches(UNKNOWN_UNTIL_DELIVERED));
      assertThat(missingEvents(shop)).isEqualTo(untold);

      for (String body : line.lost) {
        String expected = isUntold(body) ? "accepted" : "duplicate";
        assertThat(shop.deliver(body).body())
            .as(body)
            .isEqualTo("{\"status\":\"" + expected + "\"}");
      }
      assertThat(differences(shop)).isEmpty();
      assertThat(reconcile(shop, 200).get("new_events").intValue()).isZero();
      assertThat(differences(shop)).isEmpty();
    }
  }

  /** The API does not say that a call came outside opening hours. */
  private static boolean isUntold(String body) {
    return body.contains("\"call.outside_opening_hours\"");
  }

  /** Callers without a number may stay unlinked; nobody's message may go to another call. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void noVoicemailIsLinkedToAnotherCallThanItsOwn(long seed) {
    try (PhoneIncSimulator other =
            PhoneIncSimulator.builder().port(0).seed(seed).epoch(EPOCH).start();
        PhoneIncClient client =
            PhoneIncClient.builder()
                .apiKey(SimulatorBuilder.DEFAULT_API_KEY)
                .baseUrl(other.baseUrl().toString())
                .build()) {
      other.play(240);
      MemoryCallStore store = new MemoryCallStore();
      WebhookReceiver receiver =
          WebhookReceiver.builder()
              .verifier(SignatureVerifier.hmacSha256(TestShop.SECRET))
              .store(store)
              .build();
      ReconcileReport report = receiver.reconciler(client.recentCalls()).run(EPOCH);
      assertThat(report.isComplete()).isTrue();
      int linked = 0;
      for (CallTruth call : other.truth()) {
        CallRecord row = store.call(new CallKey("default", call.callId())).orElseThrow();
        for (VoicemailRecord voicemail : row.voicemails()) {
          linked++;
          if (!isFlat(call.callId())) { // there the truth has other ids than the API
            assertThat(call.voicemails())
                .extracting(VoicemailTruth::voicemailId)
                .contains(voicemail.voicemailId());
          }
        }
        assertThat(row.lost() || !call.lost()).as(call.callId()).isTrue();
      }
      assertThat(linked + report.unlinkedVoicemails().size()).isEqualTo(report.voicemails());
      assertThat(report.unlinkedVoicemails()).hasSizeLessThan(report.voicemails() / 8);
    }
  }

  @Test
  void aShopThatIsToldToReconcilesAtItsStart() throws Exception {
    simulator.play(5);
    Map<String, String> environment = environment();
    environment.put("SHOP_RECONCILE_MINUTES", "60");
    try (TestShop shop = TestShop.start(environment)) {
      shop.eventually("/calls", calls -> calls.get("calls").size() == 5);
    }
  }

  @Test
  void whileTheApiIsAwayTheRunSaysSo() throws Exception {
    Map<String, String> environment = environment();
    simulator.close();
    try (TestShop shop = TestShop.start(environment)) {
      assertThat(reconcile(shop, 502).get("complete").booleanValue()).isFalse();
    }
  }

  @Test
  void withoutKeyOrTimeNothingIsReconciled() throws Exception {
    Map<String, String> environment = environment();
    try (TestShop shop = TestShop.start(environment)) {
      assertThat(shop.admin("POST", "/reconcile", "").statusCode()).isEqualTo(400);
      assertThat(
              shop.send(
                      shop.request("/api/admin/phone/reconcile?since=" + EPOCH)
                          .POST(BodyPublishers.noBody()))
                  .statusCode())
          .isEqualTo(401);
    }
    environment.put("PHONE_INC_API_KEY", "");
    environment.put("SHOP_RECONCILE_MINUTES", "1");
    try (TestShop shop = TestShop.start(environment)) {
      reconcile(shop, 503);
    }
  }

  @Test
  void aRecordingIsFoundByAFreshLinkElseByTheStoredOne() throws Exception {
    simulator.play(CALLS);
    CallTruth told =
        simulator.truth().stream()
            .filter(call -> !call.voicemails().isEmpty() && !isFlat(call.callId()))
            .findFirst()
            .orElseThrow();
    try (TestShop shop = TestShop.start(environment())) {
      reconcile(shop, 200);
      HttpResponse<String> fresh = shop.admin("/calls/" + told.callId() + "/recording");
      assertThat(fresh.statusCode()).isEqualTo(302);
      assertThat(fresh.headers().firstValue("Location").orElseThrow())
          .startsWith("https://phone.inc/recordings/");
      assertThat(TestShop.parse(fresh).get("fresh").booleanValue()).isTrue();

      shop.accept(ended("stored", "https://phone.inc/old.mp3?sig=a%2Fb"));
      HttpResponse<String> stored = shop.admin("/calls/stored/recording");
      assertThat(stored.statusCode()).isEqualTo(302);
      assertThat(stored.headers().firstValue("Location"))
          .contains("https://phone.inc/old.mp3?sig=a%2Fb");
      assertThat(TestShop.parse(stored).get("fresh").booleanValue()).isFalse();

      shop.accept(ended("hostile", "javascript:alert(1)"));
      assertThat(shop.admin("/calls/hostile/recording").statusCode()).isEqualTo(404);
      assertThat(shop.admin("/calls/none/recording").statusCode()).isEqualTo(404);

      simulator.close();
      assertThat(shop.admin("/calls/stored/recording").statusCode()).isEqualTo(302);
    }
  }

  private static String ended(String callId, String audioUrl) {
    return """
        {"event_id":"e1","event_type":"call_ended","event_ts":"2026-05-15T10:00:00Z",
        "call_id":"%s","audio_url":"%s"}"""
        .formatted(callId, audioUrl);
  }

  private void play(int calls) throws InterruptedException {
    simulator.play(calls);
    assertThat(simulator.awaitQuiet(Duration.ofSeconds(60))).isTrue();
  }

  private static JsonNode reconcile(TestShop shop, int status) {
    HttpResponse<String> answer = shop.admin("POST", "/reconcile?since=" + EPOCH, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return TestShop.parse(answer);
  }

  private List<String> differences(TestShop shop) throws Exception {
    RowCheck check =
        new RowCheck(
            new ExpectedRows(
                simulator.truth().stream().filter(call -> !isFlat(call.callId())).toList(),
                customers));
    check.rows(rows(shop));
    return check.differences();
  }

  private long missingEvents(TestShop shop) throws Exception {
    long expected =
        simulator.truth().stream()
            .filter(call -> !isFlat(call.callId()))
            .mapToLong(CallTruth::eventCount)
            .sum();
    return expected - rows(shop).events();
  }

  private static DemoRows rows(TestShop shop) throws Exception {
    shop.eventually(
        "/calls?limit=500",
        calls -> !calls.get("calls").findValuesAsText("match").contains("pending"));
    DemoRows all =
        DemoRows.read(
            new AdminClient(
                URI.create("http://localhost:" + shop.port()), Secret.of(TestShop.TOKEN)));
    return new DemoRows(
        told(all.callLog()), told(all.calls()), told(all.voicemails()), all.quarantine());
  }

  /** The calls that the vendor's envelope tells. */
  private static List<JsonNode> told(List<JsonNode> rows) {
    List<JsonNode> told = new ArrayList<>(rows);
    told.removeIf(row -> isFlat(row.get("call_id").textValue()));
    return told;
  }

  private static boolean isFlat(String callId) {
    return callId.startsWith("call_");
  }
}
