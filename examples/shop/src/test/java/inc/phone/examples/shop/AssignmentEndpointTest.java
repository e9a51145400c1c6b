package inc.phone.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssignmentEndpointTest {
  @TempDir static Path folder;
  private static TestShop shop;
  private static int calls;

  private String mine;

  @BeforeAll
  static void start() {
    shop = TestShop.start(folder);
  }

  @BeforeEach
  void call() {
    mine = "call-" + ++calls;
    shop.accept(Bodies.initiated(mine, "+4520123456", "10:00:00"));
    assertCustomer(shop.call(mine), "jane", "matched");
  }

  @AfterAll
  static void stop() {
    shop.close();
  }

  @Test
  void assignmentByHandSurvivesLaterEventsAndARestart() {
    HttpResponse<String> answer = assign(mine, "{\"customer_id\":\"bob\"}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertCustomer(TestShop.parse(answer), "bob", "manual");

    shop.accept(Bodies.ended(mine, "+14155551234", "10:00:30"));
    assertCustomer(shop.call(mine), "bob", "manual");

    shop.close();
    shop = TestShop.start(folder);
    assertCustomer(shop.call(mine), "bob", "manual");
    assertThat(shop.json("/calls?customer=bob").findValuesAsText("call_id")).contains(mine);
    assertThat(shop.json("/calls?customer=jane").findValuesAsText("call_id")).doesNotContain(mine);
  }

  @Test
  void nullUndoesAnAssignment() {
    assign(mine, "{\"customer_id\":\"bob\"}");

    HttpResponse<String> answer = assign(mine, "{\"customer_id\":null}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertCustomer(shop.call(mine), "jane", "matched");
  }

  @Test
  void assignedVoicemailsCountAsMatched() {
    shop.accept(
        Bodies.flat("voicemail_finished", "unknown", "10:00:00", "")
            .replace("+4520123456", "anonymous"));
    assertThat(shop.json("/voicemails?matched=true").get("voicemails")).isEmpty();

    assign("unknown", "{\"customer_id\":\"bob\"}");

    JsonNode voicemail = shop.json("/voicemails?matched=true").get("voicemails").get(0);
    assertCustomer(voicemail, "bob", "manual");
  }

  @Test
  void knowsNoOtherCall() {
    HttpResponse<String> answer = assign("nobody", "{\"customer_id\":\"bob\"}");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(TestShop.parse(answer).get("error").textValue()).isEqualTo("no such call");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"bob\"",
        "{}",
        "{\"customer_id\":5}",
        "{\"customer_id\":[\"bob\"]}",
        "{\"customer_id\":\"\"}",
        "{\"customer_id\":\"a\\u0000\"}",
        "{\"customer_id\":\"a\",\"customer_id\":\"b\"}",
        "{\"customer_id\":\"a\"} x",
        "customer_id=bob"
      })
  void refusesWhatItCannotUnderstand(String body) {
    HttpResponse<String> answer = assign(mine, body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(TestShop.parse(answer).get("error").textValue()).contains("customer_id");
    assertCustomer(shop.call(mine), "jane", "matched");
  }

  private HttpResponse<String> assign(String callId, String body) {
    return shop.admin("PUT", "/calls/" + callId + "/customer", body);
  }

  private static void assertCustomer(JsonNode json, String customer, String match) {
    assertThat(json.get("customer_id").textValue()).isEqualTo(customer);
    assertThat(json.get("match").textValue()).isEqualTo(match);
  }
}
