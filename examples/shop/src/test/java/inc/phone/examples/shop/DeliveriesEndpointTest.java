package inc.phone.examples.shop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import inc.phone.examples.shop.NotifyTarget.Notification;
import inc.phone.webhooks.WebhookRequest;
import inc.phone.webhooks.signature.SignatureVerifier;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveriesEndpointTest {
  private static final String PARKED = "/deliveries?state=parked";
  private static final String REPLAY = "/deliveries/replay";
  private static final String NUMBER = "+4520123456";
  private static final String SECRET =
      "whsec_"
          + Base64.getEncoder().encodeToString("a secret of the notifications".getBytes(UTF_8));

  @TempDir Path folder;
  private NotifyTarget target;

  @BeforeEach
  void listen() throws Exception {
    target = NotifyTarget.start();
  }

  @AfterEach
  void close() {
    target.close();
  }

  @Test
  void whatTheWebhookRefusesIsParkedAndAfterAReplayDeliveredOnce() throws Exception {
    target.answer("poison", NotifyTarget.status(500));
    try (TestShop shop = TestShop.start(environment(2))) {
      shop.accept(Bodies.initiated("poison", NUMBER, "10:00:00"));
      Notification first = target.next();
      Notification second = target.next();
      assertThat(List.of(first.callId(), second.callId())).containsOnly("poison");
      assertThat(second.id()).isEqualTo(first.id());
      assertThat(second.json().get("attempt").intValue()).isEqualTo(2);

      JsonNode parked = eventuallyParked(shop, 1).get(0);
      assertThat(parked.fieldNames())
          .toIterable()
          .containsExactly(
              "id",
              "listener",
              "call_id",
              "event_id",
              "event_type",
              "occurred_at",
              "attempts",
              "parked_at",
              "last_error");
      assertThat(parked.get("listener").textValue()).isEqualTo("notify");
      assertThat(parked.get("call_id").textValue()).isEqualTo("poison");
      assertThat(parked.get("event_id").textValue())
          .isEqualTo(shop.call("poison").get("events").get(0).get("id").textValue());
      assertThat(parked.get("event_type").textValue()).isEqualTo("call.initiated");
      assertThat(parked.get("occurred_at").textValue()).isEqualTo("2026-05-15T10:00:00Z");
      assertThat(parked.get("attempts").intValue()).isEqualTo(2);
      assertThat(Instant.parse(parked.get("parked_at").textValue())).isNotNull();
      assertThat(parked.get("last_error").textValue()).contains("NotAccepted");

      target.answer("poison", NotifyTarget.status(200));
      assertThat(replay(shop, "{\"id\":" + parked.get("id") + "}"))
          .isEqualTo("{\"replayed\":1,\"missing\":0}");
      Notification third = target.next();
      assertThat(third.id()).isEqualTo(first.id());
      assertThat(third.json().get("attempt").intValue()).isEqualTo(1);
      assertThat(shop.json(PARKED).get("deliveries")).isEmpty();

      shop.accept(Bodies.ended("poison", NUMBER, "10:00:30"));
      assertThat(target.next().json().get("event_type").textValue()).isEqualTo("call.ended");
      assertThat(target.isQuiet()).isTrue();
    }
  }

  @Test
  void otherCallsAndTheLookupOfTheSameCallDoNotNotice() throws Exception {
    target.answer("poison", NotifyTarget.status(503));
    try (TestShop shop = TestShop.start(environment(1_000))) {
      shop.accept(Bodies.initiated("poison", NUMBER, "10:00:00"));
      assertThat(target.next().callId()).isEqualTo("poison");
      for (int i = 0; i < 5; i++) {
        shop.accept(Bodies.initiated("fine-" + i, NUMBER, "10:00:00"));
        shop.accept(Bodies.ended("fine-" + i, NUMBER, "10:01:00"));
      }
      List<String> told = new ArrayList<>();
      while (told.size() < 10) {
        Notification next = target.next();
        if (!next.callId().equals("poison")) {
          told.add(next.callId() + " " + next.json().get("event_type").textValue());
        }
      }
      assertThat(told).doesNotHaveDuplicates();
      for (int i = 0; i < 5; i++) {
        assertThat(told)
            .containsSubsequence("fine-" + i + " call.initiated", "fine-" + i + " call.ended");
      }
      assertThat(shop.call("poison").get("customer_id").textValue()).isEqualTo("jane");
      assertThat(shop.json(PARKED).get("deliveries")).isEmpty();
    }
  }

  @Test
  void aNotificationIsSignedAndTellsIdsAndTimesOnly() throws Exception {
    try (TestShop shop = TestShop.start(environment(1))) {
      shop.accept(Bodies.initiated("c/1", NUMBER, "10:00:00"));
      Notification notification = target.next();

      SignatureVerifier verifier = SignatureVerifier.standardWebhooks(SECRET);
      WebhookRequest request = WebhookRequest.of(null, notification.headers(), notification.body());
      assertThat(verifier.verify(request).isVerified()).isTrue();
      assertThat(request.headerValues("webhook-id")).containsExactly(notification.id());
      assertThat(request.headerValues("Content-Type")).containsExactly("application/json");
      assertThat(notification.json().fieldNames())
          .toIterable()
          .containsExactlyInAnyOrder(
              "event_type",
              "event_id",
              "occurred_at",
              "delivery_id",
              "call_id",
              "started_at",
              "answered_at",
              "ended_at",
              "customer_id",
              "match",
              "late",
              "attempt");
      assertThat(notification.json().get("customer_id").textValue()).isEqualTo("jane");
      assertThat(notification.json().get("started_at").textValue())
          .isEqualTo("2026-05-15T10:00:00Z");
      assertThat(new String(notification.body(), UTF_8)).doesNotContain("4520123456");
    }
  }

  @Test
  void aCustomerWhoIsAssignedLaterIsTold() throws Exception {
    try (TestShop shop = TestShop.start(environment(1))) {
      shop.accept(Bodies.initiated("c1", "+4599999999", "10:00:00"));
      assertThat(target.next().json().get("match").textValue()).isEqualTo("unmatched");
      shop.admin("PUT", "/calls/c1/customer", "{\"customer_id\":\"bob\"}");

      Notification matched = target.next();

      assertThat(matched.json().get("event_type").textValue()).isEqualTo("call.matched");
      assertThat(matched.json().get("event_id").isNull()).isTrue();
      assertThat(matched.json().get("customer_id").textValue()).isEqualTo("bob");
    }
  }

  @Test
  void aRestartKeepsWhatIsParkedAndAReplayOfTheListenerDeliversIt() throws Exception {
    Map<String, String> environment = environment(1);
    Set<String> calls = new TreeSet<>(Set.of("c0", "c1", "c2"));
    calls.forEach(call -> target.answer(call, NotifyTarget.status(410)));
    try (TestShop shop = TestShop.start(environment)) {
      calls.forEach(call -> shop.accept(Bodies.initiated(call, NUMBER, "10:00:00")));
      eventuallyParked(shop, 3);
    }
    Set<String> before = ids(3);
    calls.forEach(call -> target.answer(call, NotifyTarget.status(202)));
    try (TestShop shop = TestShop.start(environment)) {
      assertThat(shop.json(PARKED).get("deliveries").findValuesAsText("call_id"))
          .containsExactlyInAnyOrderElementsOf(calls);
      assertThat(replay(shop, "{\"listener\":\"another\"}"))
          .isEqualTo("{\"replayed\":0,\"missing\":0}");
      assertThat(replay(shop, "{\"listener\":\"notify\"}"))
          .isEqualTo("{\"replayed\":3,\"missing\":0}");
      assertThat(ids(3)).isEqualTo(before);
      assertThat(replay(shop, "")).isEqualTo("{\"replayed\":0,\"missing\":0}");
      assertThat(target.isQuiet()).isTrue();
    }
  }

  @Test
  void pagesMissNothingAndSeveralAreReplayedByTheirIds() throws Exception {
    try (TestShop shop = TestShop.start(environment(1))) {
      for (int i = 0; i < 5; i++) {
        target.answer("c" + i, NotifyTarget.status(404));
        shop.accept(Bodies.initiated("c" + i, NUMBER, "10:00:00"));
      }
      eventuallyParked(shop, 5);
      List<String> ids = new ArrayList<>();
      String cursor = "";
      do {
        JsonNode page = shop.json(PARKED + "&listener=notify&limit=2&cursor=" + cursor);
        assertThat(page.get("deliveries").size()).isBetween(1, 2);
        ids.addAll(page.get("deliveries").findValuesAsText("id"));
        cursor = page.get("next_cursor").textValue();
      } while (cursor != null);
      assertThat(ids).hasSize(5).doesNotHaveDuplicates();
      assertThat(shop.json("/deliveries?listener=other").get("deliveries")).isEmpty();
      ids(5);

      String some = "[\"" + ids.get(0) + "\",\"" + ids.get(1) + "\",\"bm90aGluZw\",\"!\"]";
      assertThat(replay(shop, "{\"ids\":" + some + "}"))
          .isEqualTo("{\"replayed\":2,\"missing\":2}");
      assertThat(replay(shop, "{\"all\":true}")).matches("\\{\"replayed\":[345],\"missing\":0}");
    }
  }

  @Test
  void anAnswerThatNeverEndsIsOneAndAnAnswerThatNeverComesIsNone() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    target.answer(
        "endless",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          OutputStream body = exchange.getResponseBody();
          body.write('.');
          body.flush();
          await(over);
        });
    target.answer("silent", exchange -> await(over));
    try (TestShop shop = TestShop.start(environment(1))) {
      shop.accept(Bodies.initiated("endless", NUMBER, "10:00:00"));
      shop.accept(Bodies.initiated("silent", NUMBER, "10:00:00"));
      ids(2);
      JsonNode parked = eventuallyParked(shop, 1);
      assertThat(parked.findValuesAsText("call_id")).containsExactly("silent");
      assertThat(parked.get(0).get("last_error").textValue()).contains("HttpTimeoutException");
    } finally {
      over.countDown();
    }
  }

  @Test
  void refusesWhatItDoesNotUnderstandAndFindsNothingThatIsNotThere() {
    try (TestShop shop = TestShop.start(folder)) {
      for (String path :
          List.of("/deliveries?state=waiting", PARKED + "&limit=0", PARKED + "&cursor=nonsense")) {
        assertThat(shop.admin(path).statusCode()).as(path).isEqualTo(400);
      }
      for (String body :
          List.of(
              "{}",
              "[]",
              "all",
              "{\"all\":false}",
              "{\"all\":\"true\"}",
              "{\"id\":1}",
              "{\"ids\":[]}",
              "{\"ids\":\"x\"}",
              "{\"ids\":{\"a\":\"x\"}}",
              "{\"ids\":[null]}",
              "{\"ids\":[" + "\"x\",".repeat(500) + "\"x\"]}",
              "{\"listener\":null}",
              "{\"id\":\"x\",\"all\":true}",
              "{\"every\":true}")) {
        HttpResponse<String> answer = shop.admin("POST", REPLAY, body);
        assertThat(answer.statusCode()).as(body).isEqualTo(400);
        assertThat(answer.body()).contains("expected one of");
      }
      String hostile = Base64.getUrlEncoder().encodeToString("a\0\nnotify\nid".getBytes(UTF_8));
      for (String id : List.of("", "x", "bm90aGluZw", "!", hostile)) {
        HttpResponse<String> answer = shop.admin("POST", REPLAY, "{\"id\":\"" + id + "\"}");
        assertThat(answer.statusCode()).as(id).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"error\":\"no such parked delivery\"}");
      }
      assertThat(shop.admin("POST", REPLAY, " ".repeat(1024 * 1024 + 1)).statusCode())
          .isEqualTo(413);
      assertThat(shop.json("/deliveries")).hasToString("{\"deliveries\":[],\"next_cursor\":null}");
    }
  }

  @Test
  void whileTheIntegrationIsOffWhatIsParkedIsShownAndStaysThere() {
    Map<String, String> environment = environment(1);
    target.answer("c1", NotifyTarget.status(500));
    try (TestShop on = TestShop.start(environment)) {
      on.accept(Bodies.initiated("c1", NUMBER, "10:00:00"));
      eventuallyParked(on, 1);
    }
    environment.remove("PHONE_INC_API_KEY");
    try (TestShop off = TestShop.start(environment)) {
      assertThat(off.admin("POST", REPLAY, "").statusCode()).isEqualTo(503);
      assertThat(off.json(PARKED).get("deliveries")).hasSize(1);
    }
  }

  private Map<String, String> environment(int attempts) {
    Map<String, String> environment = TestShop.environment(folder);
    environment.put("SHOP_NOTIFY_URL", target.url());
    environment.put("SHOP_NOTIFY_SECRET", SECRET);
    environment.put("SHOP_NOTIFY_ATTEMPTS", Integer.toString(attempts));
    environment.put("SHOP_NOTIFY_RETRY_SECONDS", "1");
    return environment;
  }

  private static JsonNode eventuallyParked(TestShop shop, int size) {
    return shop.eventually(PARKED, list -> list.get("deliveries").size() == size).get("deliveries");
  }

  private static String replay(TestShop shop, String which) {
    HttpResponse<String> answer = shop.admin("POST", REPLAY, which);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private Set<String> ids(int notifications) throws InterruptedException {
    Set<String> ids = new TreeSet<>();
    for (int i = 0; i < notifications; i++) {
      ids.add(target.next().id());
    }
    assertThat(ids).hasSize(notifications);
    return ids;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
