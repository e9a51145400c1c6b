package inc.phone.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.number.NumberNormalizer;
import inc.phone.webhooks.testkit.EventBodies;
import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What becomes of deliveries, seen from outside and in the database. */
class WebhookTest extends ShopTest {
  private static final byte[] INITIATED = initiated("null");

  @Autowired Customers customers;

  @BeforeEach
  void empty() {
    database.execute(
        "TRUNCATE phone_call, phone_voicemail, call_event, quarantined_delivery, customer");
  }

  @Test
  void aSignedDeliveryBecomesRowsWithTypedColumns() throws Exception {
    for (byte[] body : EventBodies.missedCallWithVoicemail("c1")) {
      assertAnswer(deliver(body), 200, "{\"status\":\"accepted\"}");
    }
    Map<String, Object> call = database.queryForMap("SELECT * FROM phone_call");
    assertThat(call)
        .containsEntry("source", "default")
        .containsEntry("call_id", "c1")
        .containsEntry("sorted_at", time("2026-05-15T10:00:00Z"))
        .containsEntry("from_number", "+4520123456")
        .containsEntry("started_at", time("2026-05-15T10:00:00Z"))
        .containsEntry("ended_at", time("2026-05-15T10:00:40Z"));
    Map<String, Object> voicemail = database.queryForMap("SELECT * FROM phone_voicemail");
    assertThat(voicemail)
        .containsEntry("voicemail_id", "vm-c1")
        .containsEntry("sorted_at", time("2026-05-15T10:00:40Z"))
        .containsEntry("transcription", "It is about my order æøå");
    assertThat(count("call_event")).isEqualTo(6);
    assertThat(database.queryForObject("SELECT body FROM call_event LIMIT 1", byte[].class))
        .isEqualTo(EventBodies.missedCallWithVoicemail("c1").get(0));
  }

  @Test
  void aForgeryIs401AndLeavesNothing() throws Exception {
    HttpResponse<String> forged = send(signed(INITIATED, "not-one-of-our-secrets"));
    assertAnswer(forged, 401, "{\"error\":\"unauthorized\"}");
    assertAnswer(send(post(INITIATED, "")), 401, "{\"error\":\"unauthorized\"}");
    assertAnswer(send(post(INITIATED, "?token=wrong-token")), 401, "{\"error\":\"unauthorized\"}");
    assertThat(count("phone_call") + count("call_event") + count("quarantined_delivery")).isZero();
  }

  @Test
  void everyActiveSecretLetsIn() throws Exception {
    assertAnswer(send(signed(INITIATED, OLD_SECRET)), 200, "{\"status\":\"accepted\"}");
    assertAnswer(send(post(INITIATED, "?token=" + SECRET)), 200, "{\"status\":\"duplicate\"}");
  }

  @Test
  void aRepeatIsADuplicateAndACorrectionReplacesTheBodyOnly() throws Exception {
    assertAnswer(deliver(INITIATED), 200, "{\"status\":\"accepted\"}");
    Map<String, Object> first = database.queryForMap("SELECT * FROM call_event");
    assertAnswer(deliver(INITIATED), 200, "{\"status\":\"duplicate\"}");
    byte[] correction =
        EventBodies.envelope("call.initiated", "09:59:59", "c1", "ringing", "null", "");
    assertAnswer(deliver(correction), 200, "{\"status\":\"duplicate\"}");
    Map<String, Object> last = database.queryForMap("SELECT * FROM call_event");
    assertThat(last).containsEntry("received_at", first.get("received_at"));
    assertThat(last).containsEntry("event_id", first.get("event_id"));
    assertThat(last).containsEntry("occurred_at", time("2026-05-15T09:59:59Z"));
    assertThat((byte[]) last.get("body")).isEqualTo(correction);
  }

  @Test
  void anUnreadableBodyIsQuarantinedAsItCame() throws Exception {
    byte[] body = EventBodies.bytes("{\"event\":\"call.initiated\",");
    for (int delivery = 0; delivery < 2; delivery++) {
      assertAnswer(deliver(body), 200, "{\"status\":\"quarantined\"}");
    }
    Map<String, Object> row = database.queryForMap("SELECT * FROM quarantined_delivery");
    assertThat((byte[]) row.get("body")).isEqualTo(body);
    assertThat(count("phone_call")).isZero();
  }

  /** What curl says by default, and what makes frameworks read or rewrite a body on their own. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-www-form-urlencoded",
        "application/x-www-form-urlencoded; charset=ISO-8859-1",
        "multipart/form-data; boundary=x",
        "application/json; charset=UTF-16",
        "text/plain",
        "nonsense"
      })
  void whateverContentTypeTheBytesAreKept(String contentType) throws Exception {
    byte[] body = initiated("\"100% sure & a+b=c; _method=DELETE \\u00e6 æ\"");
    assertAnswer(
        send(signed(body).header("Content-Type", contentType)), 200, "{\"status\":\"accepted\"}");
    assertThat(database.queryForObject("SELECT body FROM call_event", byte[].class))
        .isEqualTo(body);
  }

  @Test
  void aBodyOverTheLimitIs413() throws Exception {
    byte[] body = new byte[WebhookController.MAX_BODY_BYTES + 1];
    assertAnswer(deliver(body), 413, "{\"error\":\"payload too large\"}");
  }

  @Test
  void theCallerIsMatchedToTheCustomerWhoHasTheNumber() throws Exception {
    customers.save(customer("Anna", "20 12 34 57"));
    customers.save(customer("Bo", "20 12 34 56"));
    deliver(INITIATED);
    Long bo = database.queryForObject("SELECT id FROM customer WHERE name = 'Bo'", Long.class);
    assertThat(database.queryForMap("SELECT customer_id, match_status FROM phone_call"))
        .containsEntry("customer_id", String.valueOf(bo))
        .containsEntry("match_status", "matched");
  }

  @Test
  void aNumberThatTwoCustomersShareBelongsToNeither() throws Exception {
    customers.save(customer("Anna", "20 12 34 56"));
    customers.save(customer("Bo", "+45 20123456"));
    deliver(INITIATED);
    assertThat(database.queryForMap("SELECT customer_id, match_status FROM phone_call"))
        .containsEntry("customer_id", null)
        .containsEntry("match_status", "unmatched");
  }

  @Test
  void aCallThatWasReceivedWhileTheCustomersWereAwayIsLookedUpWithItsNextEvent() throws Exception {
    customers.save(customer("Bo", "20 12 34 56"));
    database.execute("ALTER TABLE customer RENAME TO away");
    try {
      assertAnswer(deliver(INITIATED), 200, "{\"status\":\"accepted\"}");
    } finally {
      database.execute("ALTER TABLE away RENAME TO customer");
    }
    assertThat(database.queryForMap("SELECT match_status FROM phone_call"))
        .containsEntry("match_status", "pending");
    deliver(ended());
    assertThat(database.queryForMap("SELECT match_status FROM phone_call"))
        .containsEntry("match_status", "matched");
  }

  /** Not refused: trouble of the database must never send an event into quarantine. */
  @Test
  void whileTheDatabaseIsInTroubleTheSenderIsAskedToRetry() throws Exception {
    database.execute("ALTER TABLE call_event RENAME TO away");
    try {
      HttpResponse<String> answer = deliver(INITIATED);
      assertAnswer(answer, 503, "{\"error\":\"temporarily unavailable\"}");
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    } finally {
      database.execute("ALTER TABLE away RENAME TO call_event");
    }
    assertThat(count("phone_call") + count("quarantined_delivery")).isZero();
    assertAnswer(deliver(INITIATED), 200, "{\"status\":\"accepted\"}");
  }

  private static void assertAnswer(HttpResponse<String> answer, int status, String body) {
    assertThat(answer.body()).isEqualTo(body);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
  }

  private long count(String table) {
    Long rows = database.queryForObject("SELECT count(*) FROM " + table, Long.class);
    return rows == null ? -1 : rows;
  }

  private static byte[] initiated(String transcription) {
    return EventBodies.envelope("call.initiated", "10:00:00", "c1", "ringing", transcription, "");
  }

  private static byte[] ended() {
    return EventBodies.envelope("call.ended", "10:00:40", "c1", "ended", "null", "");
  }

  private static Timestamp time(String instant) {
    return Timestamp.from(Instant.parse(instant));
  }

  private static Customer customer(String name, String phone) {
    return new Customer(name, NumberNormalizer.forRegion("DK").normalize(phone).orElseThrow());
  }
}
