package inc.phone.webhooks;

import static inc.phone.webhooks.testkit.EventBodies.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.signature.SignatureVerifier.Verified;
import inc.phone.webhooks.spi.QuarantineEntry;
import inc.phone.webhooks.spi.QuarantinedBody;
import inc.phone.webhooks.store.MemoryCallStore;
import inc.phone.webhooks.testkit.SettableClock;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What authentic bodies can do to us: each has its answer, the process lives, and what cannot be
 * read is in quarantine with its exact bytes. Names are those of the project's threat list.
 */
class BodyThreatsTest {
  private static final Instant NOON = Instant.parse("2026-05-15T12:00:00Z");

  private final MemoryCallStore store = new MemoryCallStore();
  private final WebhookReceiver receiver =
      WebhookReceiver.builder()
          .verifier(request -> new Verified("0"))
          .store(store)
          .clock(new SettableClock(NOON))
          .build();

  @ParameterizedTest(name = "{0}")
  @MethodSource("unreadable")
  void isKeptInQuarantineWithItsExactBytes(String threat, byte[] body) {
    WebhookResponse answer = post(body);
    assertThat(answer.body()).isEqualTo("{\"status\":\"quarantined\"}");
    List<QuarantineEntry> entries = store.list("default", 10);
    assertThat(entries).hasSize(1);
    QuarantinedBody kept = store.find("default", entries.get(0).sha256()).orElseThrow();
    assertThat(kept.body()).isEqualTo(body);
    assertThat(entries.get(0).size()).isEqualTo(body.length);
    assertThat(entries.get(0).reason()).doesNotContain("canary");
    // The process lives and the next event is nothing special.
    assertThat(post(event("\"next\"", "")).body()).isEqualTo("{\"status\":\"accepted\"}");
  }

  static Stream<Arguments> unreadable() {
    byte[] good = event("\"a\"", "");
    return Stream.of(
        threat("T-09 empty body", ""),
        threat("T-09 empty object", "{}"),
        threat("T-09 one byte cut", text(good).substring(0, good.length - 1)),
        threat("T-21 depth 65", nested(65)),
        threat("T-21 depth 1,001", nested(1_001)),
        threat("T-21 depth 100,000", nested(100_000)),
        threat("T-22 a number of 1,001 digits", more("\"x\":" + "1".repeat(1_001))),
        threat("T-22 a number that is not finite", more("\"x\":1e1000000000")),
        threat("T-22 the same in a known field", data("\"duration\":1e1000000000")),
        threat("T-22 NaN", more("\"x\":NaN")),
        threat("T-23 a string of 2 MiB and one", more("\"x\":\"" + "x".repeat(2_097_153) + "\"")),
        threat("T-23 a name of 60 kB", more("\"" + "n".repeat(60_000) + "\":1")),
        threat("T-23 100,001 keys", more(keys(100_001))),
        threat("T-24 duplicate keys", "{\"event\":\"call.ended\",\"event\":\"call.lost\"}"),
        threat("T-24 duplicate keys inside", data("\"from\":\"+4520123456\",\"from\":null")),
        threat("T-25 two documents", text(good) + " {}"),
        threat("T-25 trailing text", text(good) + "canary"),
        Arguments.of("T-26 C3 28", withBytes(0xC3, 0x28)),
        Arguments.of("T-26 a surrogate in UTF-8", withBytes(0xED, 0xA0, 0x80)),
        Arguments.of("T-26 beyond Unicode", withBytes(0xF4, 0x90, 0x80, 0x80)),
        Arguments.of("T-26 overlong slash", withBytes(0xC0, 0xAF)),
        Arguments.of("T-27 UTF-16BE", encoded(good, StandardCharsets.UTF_16BE)),
        Arguments.of("T-27 UTF-16LE", encoded(good, StandardCharsets.UTF_16LE)),
        Arguments.of("T-27 UTF-16 with mark", encoded(good, StandardCharsets.UTF_16)),
        Arguments.of("T-27 UTF-32", encoded(good, Charset.forName("UTF-32"))),
        Arguments.of("T-28 a lone surrogate in an id", event("\"a\\ud800\"", "")),
        Arguments.of("T-28 surrogates swapped in an id", event("\"\\udc00\\ud800\"", "")),
        Arguments.of("T-29 NUL in an id", event("\"a\\u0000b\"", "")),
        threat("T-30 null", "null"),
        threat("T-30 a string", "\"canary\""),
        threat("T-30 a list", "[]"),
        threat("T-30 a number", "1"),
        threat("T-30 spaces", "  \n "),
        threat("T-31 a number as text", data("\"duration\":\"7\"")),
        threat("T-31 a fraction", data("\"duration\":1.9")),
        threat("T-31 a fraction of nothing", data("\"duration\":1.0")),
        threat("T-31 an empty text", data("\"duration\":\"\"")),
        threat("T-31 true", data("\"duration\":true")),
        threat("T-31 1e30", data("\"duration\":1e30")),
        threat("T-31 2^63", data("\"duration\":9223372036854775808")),
        threat("T-31 text as number", data("\"from\":4520123456")),
        threat("T-31 text as list", data("\"from\":[\"canary\"]")),
        threat("T-31 list as object", data("\"employees\":{}")),
        threat("T-31 object as text", more("\"data\":\"canary\"")),
        threat("T-34 a secret in bad JSON", "{\"event\":\"call.ended\",\"token\":canary}"),
        threat("T-35 a space for the T", at("2026-05-15 10:00:00Z")),
        threat("T-35 no offset", at("2026-05-15T10:00:00")),
        threat("T-35 +25:00", at("2026-05-15T10:00:00+25:00")),
        threat("T-35 10 digits of fraction", at("2026-05-15T10:00:00.1234567890Z")),
        threat("T-35 29 February 2026", at("2026-02-29T10:00:00Z")),
        threat("T-35 epoch seconds", more("\"timestamp\":1778839200")),
        threat("T-35 a date", at("2026-05-15")),
        threat("T-36 year 0, nothing else to go by", at("0000-01-01T00:00:00Z")),
        threat("T-36 year -4714", at("-4714-01-01T00:00:00Z")),
        threat("T-36 year 294277", at("+294277-01-01T00:00:00Z")),
        threat("T-36 the greatest instant", at("+1000000000-12-31T23:59:59.999999999Z")),
        threat("T-36 2099", at("2099-01-01T00:00:00Z")),
        threat("T-36 one second too far ahead", at("2026-05-16T12:00:01Z")),
        threat("T-36 one second before 2000", at("1999-12-31T23:59:59Z")),
        threat("T-36 no time at all", "{\"event\":\"call.ended\",\"data\":{\"id\":\"a\"}}"),
        Arguments.of("T-41 a number as id", event("5", "")),
        Arguments.of("T-41 an empty id", event("\"\"", "")),
        Arguments.of("T-41 a blank id", event("\" \\u2003 \"", "")),
        Arguments.of("T-41 an id of 129", event("\"" + "x".repeat(129) + "\"", "")),
        Arguments.of("T-41 an id of 9,000", event("\"" + "x".repeat(9_000) + "\"", "")),
        Arguments.of("T-41 a newline in an id", event("\"a\\nb\"", "")),
        Arguments.of("T-41 an id like ours", event("\"~a\"", "")),
        Arguments.of("T-41 an event id like ours", event("\"a\"", ",\"event_id\":\"~b\"")),
        Arguments.of(
            "T-41 an event id of 129", event("\"a\"", ",\"event_id\":\"" + "x".repeat(129) + "\"")),
        threat("no type", "{\"timestamp\":\"2026-05-15T10:00:00Z\",\"data\":{\"id\":\"a\"}}"),
        threat("a type that is no text", "{\"event\":7}"),
        threat("an empty type", "{\"event\":\"\"}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("readable")
  void isAcceptedAndBecomesARow(String threat, byte[] body, String callId) {
    assertThat(post(body).body()).isEqualTo("{\"status\":\"accepted\"}");
    assertThat(post(body).body()).isEqualTo("{\"status\":\"duplicate\"}");
    assertThat(store.list("default", 10)).isEmpty();
    CallRecord call = store.call(new CallKey("default", callId)).orElseThrow();
    assertThat(call.eventCount()).isEqualTo(1);
  }

  static Stream<Arguments> readable() {
    return Stream.of(
        accepted("T-09 carriage returns", "\r\n" + text(event("\"a\"", "")) + "\r\n"),
        accepted(
            "T-10 escapes and spaces",
            "{ \"event\" : \"call\\u002eended\",\n"
                + "\"timestamp\":\"2026-05-15T10:00:00Z\",\"data\":{\"id\":\"\\u0061\"}}"),
        accepted("T-21 depth 64", nested(64)),
        accepted("T-22 minus nothing", data("\"duration\":-0")),
        accepted(
            "T-23 a transcript of 200 KB",
            data("\"transcription\":\"" + "ø".repeat(100_000) + "\"")),
        accepted(
            "T-23 a transcript of 2 MiB",
            data("\"transcription\":\"" + "x".repeat(2_097_152) + "\"")),
        accepted("T-23 20,000 keys with one hash", more(collidingKeys(20_000))),
        Arguments.of("T-27 a byte order mark", marked(event("\"a\"", "")), "a"),
        accepted("T-31 a number that is null", data("\"duration\":null")),
        accepted(
            "T-32 an unknown type", text(event("\"a\"", "")).replace("call.ended", "call.on_fire")),
        accepted(
            "T-32 an unknown state", data("\"state\":\"teleported\",\"direction\":\"sideways\"")),
        accepted(
            "T-33 class names are data",
            data("\"@class\":\"java.lang.Runtime\",\"__proto__\":{},\"$ref\":\"#\"")),
        accepted("T-35 a leap second", at("2026-05-15T23:59:60Z")),
        accepted("T-35 24:00", at("2026-05-14T24:00:00Z")),
        accepted("T-35 lower case", at("2026-05-15t10:00:00z")),
        accepted("T-35 another offset", at("2026-05-15T12:00:00+02:00")),
        accepted("T-36 one day ahead", at("2026-05-16T12:00:00Z")),
        accepted("T-36 the first second of 2000", at("2000-01-01T00:00:00Z")),
        accepted(
            "T-41 128 characters", text(event("\"" + "x".repeat(128) + "\"", "")), "x".repeat(128)),
        accepted(
            "T-41 128 emoji",
            text(event("\"" + "\ud83d\ude00".repeat(128) + "\"", "")),
            "\ud83d\ude00".repeat(128)),
        accepted("T-41 right to left", text(event("\"\u202eabc\"", "")), "\u202eabc"),
        accepted("T-41 composed", text(event("\"\u00e1\"", "")), "\u00e1"),
        accepted("T-41 decomposed", text(event("\"a\u0301\"", "")), "a\u0301"),
        accepted(
            "T-41 SQL",
            text(event("\"'; DROP TABLE phone_call; --\"", "")),
            "'; DROP TABLE phone_call; --"),
        accepted("T-41 a path", text(event("\"../../%00\"", "")), "../../%00"),
        accepted("T-43 a withheld caller", data("\"from\":\"anonymous\"")),
        accepted("T-44 a SIP caller", data("\"from\":\"sip:+4520123456@x;transport=tls\"")),
        accepted("T-44 a caller of 4 kB", data("\"from\":\"" + "9".repeat(4_096) + "\"")),
        accepted("T-44 no caller", data("\"from\":null")));
  }

  @Test
  void textThatNoDatabaseKeepsIsRepairedAndTheRawBytesStay() {
    post(bytes(data("\"summary\":\"a\\u0000b\\ud800c\",\"from\":\"\\udc00\"")));
    CallRecord call = store.call(new CallKey("default", "a")).orElseThrow();
    assertThat(call.summary()).isEqualTo("a\uFFFDb\uFFFDc");
    assertThat(call.from()).isEqualTo("\uFFFD");
  }

  @Test
  void aTimeThatIsNotBelievedGivesWayToThePayloadsOwn() {
    String more =
        "\"started_at\":\"2026-05-15T09:59:00Z\",\"answered_at\":\"2026-05-15T10:00:00Z\"";
    post(bytes(data(more).replace("2026-05-15T10:00:40Z", "2099-01-01T00:00:00Z")));
    CallRecord call = store.call(new CallKey("default", "a")).orElseThrow();
    assertThat(call.endedAt()).isEqualTo("2026-05-15T10:00:00Z");
    // A later true value wins over what the broken clock said.
    post(bytes(data("\"summary\":\"true\"").replace("call.ended", "call.lost")));
    assertThat(store.call(call.key()).orElseThrow().summary()).isEqualTo("true");
  }

  @Test
  void aTimeThatIsNotBelievedNeverWinsAField() {
    post(bytes(data("\"started_at\":\"2099-01-01T00:00:00Z\"")));
    assertThat(store.call(new CallKey("default", "a")).orElseThrow().startedAt()).isNull();
  }

  @Test
  void fractionsBelowAMicrosecondAreCutBeforeAnythingCompares() {
    post(bytes(at("2026-05-15T10:00:00.999999500Z")));
    assertThat(store.call(new CallKey("default", "a")).orElseThrow().endedAt())
        .isEqualTo("2026-05-15T10:00:00.999999Z");
  }

  @Test
  void theSameIdWithAnotherBodyIsADuplicateAndBothOrdersGiveOneRow() {
    byte[] one = event("\"a\"", ",\"event_id\":\"e\"");
    byte[] two = bytes(text(one).replace("\"id\":\"a\"", "\"id\":\"a\",\"summary\":\"second\""));
    assertThat(post(one).body()).contains("accepted");
    assertThat(post(two).body()).contains("duplicate");
    WebhookReceiver mirrored =
        WebhookReceiver.builder()
            .verifier(request -> new Verified("0"))
            .store(store)
            .source("mirror")
            .clock(new SettableClock(NOON))
            .build();
    mirrored.receive(WebhookRequest.of(null, Map.of(), two));
    mirrored.receive(WebhookRequest.of(null, Map.of(), one));
    CallRecord left = store.call(new CallKey("default", "a")).orElseThrow();
    CallRecord right = store.call(new CallKey("mirror", "a")).orElseThrow();
    assertThat(left.summary()).isEqualTo("second").isEqualTo(right.summary());
    assertThat(left.eventCount()).isEqualTo(1).isEqualTo(right.eventCount());
  }

  private WebhookResponse post(byte[] body) {
    return receiver.receive(WebhookRequest.of(null, Map.of(), body));
  }

  private static Arguments threat(String name, String body) {
    return Arguments.of(name, bytes(body));
  }

  private static Arguments accepted(String name, String body) {
    return accepted(name, body, "a");
  }

  private static Arguments accepted(String name, String body, String callId) {
    return Arguments.of(name, bytes(body), callId);
  }

  private static byte[] event(String idJson, String more) {
    return bytes(
        "{\"event\":\"call.ended\",\"timestamp\":\"2026-05-15T10:00:40Z\"%s,\"data\":{\"id\":%s}}"
            .formatted(more, idJson));
  }

  private static String more(String field) {
    String event = text(event("\"a\"", ""));
    String name = field.substring(0, field.indexOf(':'));
    String without =
        name.equals("\"timestamp\"")
            ? event.replace("\"timestamp\":\"2026-05-15T10:00:40Z\",", "")
            : name.equals("\"data\"") ? event.replace(",\"data\":{\"id\":\"a\"}", "") : event;
    return "{" + field + "," + without.substring(1);
  }

  private static String data(String fields) {
    return text(event("\"a\"", "")).replace("\"id\":\"a\"", "\"id\":\"a\"," + fields);
  }

  private static String at(String time) {
    return text(event("\"a\"", "")).replace("2026-05-15T10:00:40Z", time);
  }

  private static String nested(int depth) {
    // The document and the list of the last level count as well.
    int inner = depth - 1;
    return more("\"x\":" + "[".repeat(inner) + "]".repeat(inner));
  }

  private static String keys(int count) {
    StringBuilder keys = new StringBuilder("\"k\":{");
    for (int i = 0; i < count; i++) {
      keys.append(i == 0 ? "" : ",").append("\"k").append(i).append("\":1");
    }
    return keys.append('}').toString();
  }

  /** Keys of the same String.hashCode, made of Aa and BB. */
  private static String collidingKeys(int count) {
    StringBuilder keys = new StringBuilder("\"k\":{");
    for (int i = 0; i < count; i++) {
      keys.append(i == 0 ? "\"" : ",\"");
      for (int bit = 0; bit < 15; bit++) {
        keys.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      keys.append("\":1");
    }
    return keys.append('}').toString();
  }

  private static byte[] withBytes(int... bytes) {
    String[] around = data("\"summary\":\"#\"").split("#");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(bytes(around[0]));
    for (int b : bytes) {
      out.write(b);
    }
    out.writeBytes(bytes(around[1]));
    return out.toByteArray();
  }

  private static byte[] marked(byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
    out.writeBytes(body);
    return out.toByteArray();
  }

  private static byte[] encoded(byte[] body, Charset charset) {
    return text(body).getBytes(charset);
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }
}
