package inc.phone.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import inc.phone.settings.IntegrationSettings;
import inc.phone.settings.Secret;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.call.EventRecord;
import inc.phone.webhooks.signature.SignatureVerifier;
import inc.phone.webhooks.signature.SignatureVerifier.Verified;
import inc.phone.webhooks.signature.WebhookSigner;
import inc.phone.webhooks.spi.CallStore;
import inc.phone.webhooks.spi.QuarantineEntry;
import inc.phone.webhooks.spi.QuarantinedBody;
import inc.phone.webhooks.spi.StoredCall;
import inc.phone.webhooks.testkit.EventBodies;
import inc.phone.webhooks.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WebhookReceiverTest {
  private static final Instant NOON = Instant.parse("2026-05-15T12:00:00Z");
  private static final String SECRET = "a-secret-of-the-test";

  private final SettableClock clock = new SettableClock(NOON);
  private final FaultyStore store = new FaultyStore();
  private final WebhookReceiver receiver = builder().build();

  private WebhookReceiverBuilder builder() {
    return WebhookReceiver.builder()
        .verifier(SignatureVerifier.hmacSha256(SECRET))
        .store(store)
        .clock(clock);
  }

  @Test
  void aSignedEventIsAcceptedOnceAndADuplicateAfterwards() {
    byte[] body = EventBodies.missedCallWithVoicemail("a").get(0);
    assertAnswer(post(receiver, body), 200, "{\"status\":\"accepted\"}");
    assertAnswer(post(receiver, body), 200, "{\"status\":\"duplicate\"}");
    assertThat(call("a").eventCount()).isEqualTo(1);
  }

  @Test
  void everyRejectionLooksTheSame() {
    byte[] body = EventBodies.missedCallWithVoicemail("a").get(0);
    Map<String, List<String>> signed = sign(body);
    byte[] changed = body.clone();
    changed[20] ^= 1;
    List<WebhookRequest> forgeries =
        List.of(
            WebhookRequest.of(null, Map.of(), body),
            WebhookRequest.of(null, Map.of("X-Phone-Inc-Signature", List.of("00")), body),
            WebhookRequest.of("token=" + SECRET + "x", Map.of(), body),
            WebhookRequest.of(null, signed, changed));
    for (WebhookRequest forgery : forgeries) {
      WebhookResponse answer = receiver.receive(forgery);
      assertAnswer(answer, 401, "{\"error\":\"unauthorized\"}");
      assertThat(answer.headers()).isEqualTo(Map.of("Content-Type", "application/json"));
    }
    assertThat(store.commits()).isZero();
    assertThat(store.inMemory().list("default", 10)).isEmpty();
  }

  @Test
  void aBodyOverTheLimitIsRefusedBeforeAnythingLooksAtIt() {
    WebhookReceiver small =
        builder()
            .verifier(
                request -> {
                  throw new AssertionError("verified a body that is too long");
                })
            .maxBodyBytes(10)
            .build();
    assertAnswer(post(small, new byte[11]), 413, "{\"error\":\"payload too large\"}");
  }

  @Test
  void aBodyOfTheLimitIsAuthenticated() {
    WebhookReceiver small = builder().maxBodyBytes(10).build();
    assertAnswer(post(small, new byte[10]), 200, "{\"status\":\"quarantined\"}");
  }

  @Test
  void anUnreadableAuthenticBodyIsKeptOnceWithItsExactBytes() {
    byte[] body = {'{', (byte) 0xC3, 0x28, 0};
    for (int i = 0; i < 3; i++) {
      assertAnswer(post(receiver, body), 200, "{\"status\":\"quarantined\"}");
      clock.advance(Duration.ofSeconds(1));
    }
    List<QuarantineEntry> entries = store.inMemory().list("default", 10);
    assertThat(entries).hasSize(1);
    assertThat(entries.get(0).receivedAt()).isEqualTo(NOON);
    assertThat(store.inMemory().find("default", entries.get(0).sha256()).orElseThrow().body())
        .isEqualTo(body);
    assertThat(store.commits()).isZero();
  }

  @Test
  void whenTheStoreIsDownNothingIsAcknowledgedAndNothingIsQuarantined() {
    byte[] body = EventBodies.missedCallWithVoicemail("a").get(0);
    for (FaultyStore.Fault fault : FaultyStore.Fault.values()) {
      store.break_(fault);
      WebhookResponse answer = post(receiver, body);
      assertAnswer(answer, 503, "{\"error\":\"temporarily unavailable\"}");
      assertThat(answer.headers()).containsEntry("Retry-After", "5");
    }
    store.repair();
    assertThat(store.inMemory().list("default", 10)).isEmpty();
    // The commit that failed after it had written is found by its key.
    assertAnswer(post(receiver, body), 200, "{\"status\":\"duplicate\"}");
    assertThat(call("a").eventCount()).isEqualTo(1);
  }

  @Test
  @Timeout(10)
  void aFailureThatCannotEvenBeLoggedBlocksNobodyAfterIt() {
    CallStore nasty =
        new FaultyStore() {
          @Override
          public List<StoredCall> load(List<CallKey> keys) {
            if (keys.get(0).callId().equals("nasty")) {
              throw new IllegalStateException("planted") {
                @Override
                public synchronized Throwable getCause() {
                  throw new UnsupportedOperationException("not even that");
                }
              };
            }
            return super.load(keys);
          }
        };
    WebhookReceiver shared = builder().store(nasty).build();
    post(shared, EventBodies.missedCallWithVoicemail("nasty").get(0));
    assertAnswer(
        post(shared, EventBodies.missedCallWithVoicemail("a").get(0)),
        200,
        "{\"status\":\"accepted\"}");
  }

  @Test
  void whenTheQuarantineIsDownAnUnreadableBodyIsNotAcknowledged() {
    WebhookReceiver broken = builder().quarantine(new FaultyStore.BrokenQuarantine()).build();
    assertAnswer(
        post(broken, EventBodies.bytes("no event")),
        503,
        "{\"error\":\"temporarily unavailable\"}");
  }

  @Test
  void aVerifierThatThrowsDoesNotLetAnythingIn() {
    WebhookReceiver broken =
        builder()
            .verifier(
                request -> {
                  throw new IllegalStateException("broken");
                })
            .build();
    byte[] body = EventBodies.missedCallWithVoicemail("a").get(0);
    assertThat(post(broken, body).status()).isEqualTo(503);
    assertThat(store.commits()).isZero();
  }

  @Test
  void aVerifierThatOverflowsDoesNotLetAnythingInNorOut() {
    WebhookReceiver broken =
        builder()
            .verifier(
                request -> {
                  throw new StackOverflowError("planted");
                })
            .build();
    byte[] body = EventBodies.missedCallWithVoicemail("a").get(0);
    assertThat(post(broken, body).status()).isEqualTo(503);
    assertThat(store.commits()).isZero();
  }

  @Test
  void whileTheIntegrationIsOffEverythingIsAnswered503AndNothingIsWritten() {
    AtomicReference<IntegrationSettings> settings =
        new AtomicReference<>(IntegrationSettings.builder().build());
    WebhookReceiver switchable = builder().settings(settings::get).build();
    byte[] body = EventBodies.missedCallWithVoicemail("a").get(0);
    assertThat(post(switchable, body).status()).isEqualTo(503);
    assertThat(post(switchable, new byte[5_000_000]).status()).isEqualTo(503);
    assertThat(post(switchable, EventBodies.bytes("unreadable")).status()).isEqualTo(503);
    assertThat(store.commits()).isZero();
    assertThat(store.inMemory().list("default", 10)).isEmpty();
    settings.set(IntegrationSettings.builder().workspaceId("w").apiKey(Secret.of("phk_x")).build());
    assertThat(post(switchable, body).status()).isEqualTo(200);
  }

  @Test
  void aReplayAfterAnUpgradeStoresWhatCanBeReadNow() {
    store.refuse("a");
    List<byte[]> bodies = EventBodies.missedCallWithVoicemail("a");
    assertAnswer(post(receiver, bodies.get(0)), 200, "{\"status\":\"quarantined\"}");
    assertAnswer(post(receiver, bodies.get(2)), 200, "{\"status\":\"quarantined\"}");
    post(receiver, EventBodies.bytes("never an event"));
    assertThat(receiver.replayQuarantine()).isEqualTo(new QuarantineReplay(0, 0, 3));
    store.repair();
    post(receiver, bodies.get(2));
    assertThat(receiver.replayQuarantine()).isEqualTo(new QuarantineReplay(1, 1, 1));
    assertThat(store.inMemory().list("default", 10)).hasSize(1);
    assertThat(call("a").eventCount()).isEqualTo(2);
  }

  @Test
  void eventsOfTwoContactsInOneSecondAreTwoEvents() {
    for (String contact : List.of("01JVWXCONTACT1", "01JVWXCONTACT2")) {
      byte[] body =
          EventBodies.bytes(
              """
              {"event":"contact.created","timestamp":"2026-05-15T10:00:00Z",
               "data":{"id":"%s","name":"Jane"}}"""
                  .formatted(contact));
      assertAnswer(post(receiver, body), 200, "{\"status\":\"accepted\"}");
      assertAnswer(post(receiver, body), 200, "{\"status\":\"duplicate\"}");
    }
  }

  @Test
  void aLateEventIsMarkedAndMergedTheSame() {
    List<byte[]> bodies = EventBodies.missedCallWithVoicemail("a");
    post(receiver, bodies.get(2));
    clock.advance(Duration.ofSeconds(1));
    post(receiver, bodies.get(0));
    List<EventRecord> events = store.inMemory().events(new CallKey("default", "a"));
    assertThat(events).extracting(EventRecord::late).containsExactly(true, false);
    assertThat(events.get(0).receivedAt()).isEqualTo(NOON.plusSeconds(1));
    assertThat(call("a").state()).hasToString("ended");
  }

  @Test
  void timesOfReceiptAreTruncatedToMicroseconds() {
    clock.set(Instant.parse("2026-05-15T12:00:00.999999999Z"));
    post(receiver, EventBodies.missedCallWithVoicemail("a").get(0));
    assertThat(store.inMemory().events(new CallKey("default", "a")).get(0).receivedAt())
        .isEqualTo("2026-05-15T12:00:00.999999Z");
  }

  @Test
  void sourcesAreTenantsAndShareNothing() {
    WebhookReceiver other = builder().source("other").build();
    byte[] body = EventBodies.missedCallWithVoicemail("a").get(0);
    assertAnswer(post(receiver, body), 200, "{\"status\":\"accepted\"}");
    assertAnswer(post(other, body), 200, "{\"status\":\"accepted\"}");
    assertThat(store.inMemory().call(new CallKey("other", "a"))).isPresent();
  }

  @Test
  void anInterruptedThreadIsToldToTryAgainAndKeepsItsFlag() throws InterruptedException {
    byte[] body = EventBodies.missedCallWithVoicemail("a").get(0);
    store.holdCommits();
    Thread leader = new Thread(() -> post(receiver, body));
    leader.start();
    store.awaitHeldCommit();
    AtomicReference<WebhookResponse> answer = new AtomicReference<>();
    AtomicReference<Boolean> flag = new AtomicReference<>();
    Thread follower =
        new Thread(
            () -> {
              Thread.currentThread().interrupt();
              answer.set(post(receiver, EventBodies.missedCallWithVoicemail("a").get(1)));
              flag.set(Thread.currentThread().isInterrupted());
            });
    follower.start();
    follower.join();
    store.releaseCommits();
    leader.join();
    assertThat(answer.get().status()).isEqualTo(503);
    assertThat(flag.get()).isTrue();
    // Its event went on without it.
    assertThat(post(receiver, EventBodies.missedCallWithVoicemail("a").get(1)).body())
        .isEqualTo("{\"status\":\"duplicate\"}");
  }

  @Test
  void theBuilderNamesWhatIsWrong() {
    assertThatNullPointerException()
        .isThrownBy(() -> WebhookReceiver.builder().build())
        .withMessage("store(...) is required");
    assertThatNullPointerException()
        .isThrownBy(() -> WebhookReceiver.builder().store(store).build())
        .withMessage("verifier(...) is required");
    CallStore plain = new FaultyStore.PlainStore();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                WebhookReceiver.builder()
                    .store(plain)
                    .verifier(request -> new Verified("0"))
                    .build())
        .withMessage(
            "quarantine(...) is required, because PlainStore does not implement Quarantine");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WebhookReceiver.builder().maxBodyBytes(4_194_305))
        .withMessage("maxBodyBytes must be 1 to 4194304, was 4194305");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WebhookReceiver.builder().queueCapacity(0))
        .withMessage("queueCapacity must be 1 to 65536, was 0");
  }

  private CallRecord call(String id) {
    return store.inMemory().call(new CallKey("default", id)).orElseThrow();
  }

  private static Map<String, List<String>> sign(byte[] body) {
    Map<String, List<String>> headers = new HashMap<>();
    WebhookSigner.hmacSha256(SECRET)
        .sign(body)
        .forEach((name, value) -> headers.put(name, List.of(value)));
    return headers;
  }

  private static WebhookResponse post(WebhookReceiver receiver, byte[] body) {
    return receiver.receive(WebhookRequest.of(null, sign(body), body));
  }

  @Test
  void aReplayTriesEverythingInQuarantineHoweverMuchItIs() {
    for (int i = 0; i < 1_200; i++) {
      // Every third can be read by now; the newest 500 would not even reach the oldest.
      byte[] body =
          i % 3 == 0
              ? EventBodies.missedCallWithVoicemail("call-" + i).get(0)
              : new byte[] {(byte) i};
      String sha256 = String.format(Locale.ROOT, "%064x", i);
      store.put(new QuarantinedBody("default", sha256, NOON.plusSeconds(i / 7), "once", body));
    }
    assertThat(receiver.replayQuarantine()).isEqualTo(new QuarantineReplay(400, 0, 800));
    assertThat(receiver.replayQuarantine()).isEqualTo(new QuarantineReplay(0, 0, 800));
    assertThat(call("call-0").eventCount()).isEqualTo(1);
    assertThat(call("call-1197").eventCount()).isEqualTo(1);
  }

  @Test
  void refusesASourceThatNoStoreCouldKeep() {
    for (String source : List.of("", "a\0", "\ud800", "x".repeat(129))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> WebhookReceiver.builder().source(source))
          .withMessage("source must be 1 to 128 printable characters, has " + source.length());
    }
  }

  private static void assertAnswer(WebhookResponse answer, int status, String body) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body()).isEqualTo(body);
  }
}
