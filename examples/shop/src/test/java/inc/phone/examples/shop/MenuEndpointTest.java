package inc.phone.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The menu is read and written, and nobody overwrites what they have not seen. */
class MenuEndpointTest {
  private static final String PATH = "/api/admin/phone/ivr";

  @TempDir Path folder;

  @Test
  void untilSomethingIsSavedThereIsADefaultMenu() {
    try (TestShop shop = TestShop.start(folder)) {
      HttpResponse<String> answer = shop.admin("/ivr");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("ETag")).contains("\"0\"");
      JsonNode menu = TestShop.parse(answer);
      assertThat(menu.get("entry").textValue()).isEqualTo("root");
      assertThat(menu.at("/menus/root/branches").findValuesAsText("id"))
          .containsExactly("b-1", "b-2");
      // The default is one that could be saved as it is.
      assertThat(put(shop, answer.body(), "If-Match", "\"0\"").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whatIsSavedIsReadAgainAlsoAfterARestart() {
    String saved;
    try (TestShop shop = TestShop.start(folder)) {
      HttpResponse<String> answer = put(shop, menu("sales", "2"), "If-Match", "\"0\"");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("ETag")).contains("\"1\"");
      saved = answer.body();
      assertThat(TestShop.parse(answer).get("revision").intValue()).isEqualTo(1);
      assertThat(TestShop.parse(answer).at("/menus/root/x_colour").textValue()).isEqualTo("blue");
    }
    try (TestShop shop = TestShop.start(folder)) {
      assertThat(shop.admin("/ivr").body()).isEqualTo(saved);
      assertThat(shop.admin("/ivr").headers().firstValue("ETag")).contains("\"1\"");
    }
  }

  @Test
  void whoSavesOnTopOfAnOldRevisionIsToldAndOverwritesNothing() {
    try (TestShop shop = TestShop.start(folder)) {
      put(shop, menu("first", "1"), "If-Match", "\"0\"");
      HttpResponse<String> winner = put(shop, menu("winner", "1"), "If-Match", "\"1\"");
      HttpResponse<String> loser = put(shop, menu("loser", "1"), "If-Match", "\"1\"");

      assertThat(winner.statusCode()).isEqualTo(200);
      assertThat(loser.statusCode()).isEqualTo(409);
      assertThat(loser.headers().firstValue("ETag")).contains("\"2\"");
      assertThat(TestShop.parse(loser).get("error").textValue())
          .isEqualTo("somebody else has saved meanwhile; read the menu again");
      assertThat(shop.admin("/ivr").body()).isEqualTo(winner.body()).contains("winner");
    }
  }

  @Test
  void ofManyWhoSaveAtOnceOneWins() throws Exception {
    int editors = 12;
    ExecutorService threads = Executors.newFixedThreadPool(editors);
    try (TestShop shop = TestShop.start(folder)) {
      List<Callable<Integer>> saves = new ArrayList<>();
      for (int i = 0; i < editors; i++) {
        String menu = menu("editor-" + i, "1");
        saves.add(() -> put(shop, menu, "If-Match", "\"0\"").statusCode());
      }
      List<Integer> answers = new ArrayList<>();
      for (Future<Integer> answer : threads.invokeAll(saves)) {
        answers.add(answer.get());
      }

      assertThat(answers).containsOnlyOnce(200);
      assertThat(answers.stream().filter(status -> status == 409)).hasSize(editors - 1);
      assertThat(shop.admin("/ivr").headers().firstValue("ETag")).contains("\"1\"");
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aSaveNeedsTheTagOfWhatItChanges() {
    try (TestShop shop = TestShop.start(folder)) {
      assertThat(put(shop, menu("first", "1"), "If-None-Match", "*").statusCode()).isEqualTo(200);

      for (String tag : List.of("\"0\"", "\"2\"", "\"x\"", "\"99999999999999999999\"", "")) {
        HttpResponse<String> answer = put(shop, menu("second", "1"), "If-Match", tag);
        assertThat(answer.statusCode()).as(tag).isEqualTo(409);
        assertThat(answer.headers().firstValue("ETag")).contains("\"1\"");
      }
      assertThat(put(shop, menu("second", "1"), "If-None-Match", "*").statusCode()).isEqualTo(409);
      HttpResponse<String> careless = put(shop, menu("second", "1"), "X-Nothing", "x");
      assertThat(careless.statusCode()).isEqualTo(428);
      assertThat(TestShop.parse(careless).get("error").textValue())
          .isEqualTo("send If-Match with the ETag of the menu that was changed");
      assertThat(shop.admin("/ivr").body()).contains("first");

      int revision = 1;
      for (String tag : List.of("\"1\"", "W/\"2\"", "3", "*")) {
        HttpResponse<String> answer = put(shop, menu("by-" + revision, "1"), "If-Match", tag);
        assertThat(answer.statusCode()).as(tag).isEqualTo(200);
        revision++;
        assertThat(answer.headers().firstValue("ETag")).contains("\"" + revision + "\"");
      }
    }
  }

  @Test
  void theFirstSaveNeedsNoTag() {
    try (TestShop shop = TestShop.start(folder)) {
      assertThat(put(shop, menu("first", "1"), "X-Nothing", "x").statusCode()).isEqualTo(200);
      assertThat(put(shop, menu("second", "1"), "X-Nothing", "x").statusCode()).isEqualTo(428);
    }
  }

  @Test
  void theSameContentIsNoNewRevision() {
    try (TestShop shop = TestShop.start(folder)) {
      put(shop, menu("first", "1"), "If-Match", "\"0\"");
      HttpResponse<String> again = put(shop, menu("first", "1"), "If-Match", "\"1\"");

      assertThat(again.statusCode()).isEqualTo(200);
      assertThat(again.headers().firstValue("ETag")).contains("\"1\"");
    }
  }

  @Test
  void whoHasTheCurrentRevisionIsNotSentItAgain() {
    try (TestShop shop = TestShop.start(folder)) {
      HttpResponse<String> answer =
          shop.send(TestShop.asAdmin(shop.request(PATH)).header("If-None-Match", "\"0\"").GET());

      assertThat(answer.statusCode()).isEqualTo(304);
      assertThat(answer.body()).isEmpty();
    }
  }

  @Test
  void aMenuWithErrorsIsRefusedWithTheWholeReport() {
    String broken =
        menu("sales", "1").replace("\"id\":\"other\",\"digit\":\"9\"", "\"digit\":\"1\"");
    try (TestShop shop = TestShop.start(folder)) {
      HttpResponse<String> answer = put(shop, broken, "If-Match", "\"0\"");

      assertThat(answer.statusCode()).isEqualTo(422);
      JsonNode report = TestShop.parse(answer);
      assertThat(report.get("error").textValue()).isEqualTo("the menu has errors");
      assertThat(report.get("valid").booleanValue()).isFalse();
      JsonNode issue = report.get("issues").get(0);
      assertThat(issue.get("code").textValue()).isEqualTo("E_DIGIT_DUPLICATE");
      assertThat(issue.get("severity").textValue()).isEqualTo("error");
      assertThat(issue.get("pointer").textValue()).isEqualTo("/menus/root/branches/1/digit");
      assertThat(issue.get("message").textValue()).isNotBlank();
      assertThat(issue.get("hint").textValue()).isNotBlank();
      assertThat(shop.admin("/ivr").headers().firstValue("ETag")).contains("\"0\"");
    }
  }

  @Test
  void whateverIsNoMenuIsRefusedWithAReport() {
    try (TestShop shop = TestShop.start(folder)) {
      Map.of(
              "",
              "E_SYNTAX",
              "not json",
              "E_SYNTAX",
              "[]",
              "E_TYPE",
              "{}",
              "E_REQUIRED",
              menu("x", "1").replace(":1,\"d", ":99,\"d"),
              "E_VERSION_NEWER")
          .forEach(
              (body, code) -> {
                HttpResponse<String> answer = put(shop, body, "If-Match", "\"0\"");
                assertThat(answer.statusCode()).as(body).isEqualTo(422);
                assertThat(TestShop.parse(answer).get("issues").findValuesAsText("code"))
                    .as(body)
                    .contains(code);
              });
    }
  }

  @Test
  void aMenuThatIsTooLargeIsToldSo() {
    try (TestShop shop = TestShop.start(folder)) {
      String spaces = " ".repeat(300 * 1024);
      HttpResponse<String> large = put(shop, spaces + menu("x", "1"), "If-Match", "\"0\"");
      assertThat(large.statusCode()).isEqualTo(422);
      assertThat(large.body()).contains("E_TOO_LARGE");

      HttpResponse<String> huge = put(shop, spaces.repeat(4), "If-Match", "\"0\"");
      assertThat(huge.statusCode()).isEqualTo(413);
    }
  }

  @Test
  void aToolThatTheShopDoesNotHaveIsRefused() {
    try (TestShop shop = TestShop.start(folder)) {
      assertThat(put(shop, assistant("order_status"), "If-Match", "\"0\"").statusCode())
          .isEqualTo(200);
      HttpResponse<String> answer = put(shop, assistant("give_refund"), "If-Match", "\"1\"");
      assertThat(answer.statusCode()).isEqualTo(422);
      assertThat(answer.body()).contains("E_AI_TOOL_UNBOUND");
    }
  }

  @Test
  void theMenuHasTheShopsIdWhateverTheSenderCallsIt() {
    try (TestShop shop = TestShop.start(folder)) {
      String named = menu("sales", "1").replaceFirst("\\{", "{\"id\":\"mine\",");
      HttpResponse<String> answer = put(shop, named, "If-Match", "\"0\"");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(TestShop.parse(answer).get("id").textValue()).isEqualTo("default");
      assertThat(shop.admin("/ivr").body()).isEqualTo(answer.body());
    }
  }

  @Test
  void isForTheAdminOnlyAndWorksWhileTheIntegrationIsOff() {
    Map<String, String> environment = TestShop.environment(folder);
    environment.put("PHONE_INC_API_KEY", "");
    try (TestShop shop = TestShop.start(environment)) {
      assertThat(shop.send(shop.request(PATH).GET()).statusCode()).isEqualTo(401);
      assertThat(
              shop.send(shop.request(PATH).PUT(BodyPublishers.ofString(menu("x", "1"))))
                  .statusCode())
          .isEqualTo(401);
      assertThat(shop.admin("/ivr").headers().firstValue("ETag")).contains("\"0\"");
      assertThat(put(shop, menu("x", "1"), "If-Match", "\"0\"").statusCode()).isEqualTo(200);
    }
  }

  /** The digits are reshuffled while voicemails of before and after come in. */
  @Test
  void voicemailsAreFoundByTheBranchOfTheMenuOfTheirCall() {
    try (TestShop shop = TestShop.start(folder)) {
      put(shop, menu("sales", "2"), "If-Match", "\"0\"");
      Instant before = Instant.now();
      call(shop, "before", before);
      put(shop, menu("returns", "2"), "If-Match", "\"1\"");
      call(shop, "after", Instant.now());
      choose(shop, "before", before, "2");
      choose(shop, "after", Instant.now(), "2");
      shop.accept(event("branch_selected", "said", before, ",\"branch_id\":\"sales\""));
      shop.accept(event("voicemail_finished", "said", before, ""));

      assertThat(voicemails(shop, "sales", 2)).containsExactlyInAnyOrder("before", "said");
      assertThat(voicemails(shop, "returns", 1)).containsExactly("after");
      assertThat(shop.json("/calls/before").get("branch_id").textValue()).isEqualTo("sales");
    }
  }

  private static List<String> voicemails(TestShop shop, String branch, int count) {
    return shop.eventually(
            "/voicemails?branch=" + branch, page -> page.get("voicemails").size() == count)
        .get("voicemails")
        .findValuesAsText("call_id");
  }

  private static void call(TestShop shop, String id, Instant start) {
    shop.accept(event("call_started", id, start, ""));
  }

  private static void choose(TestShop shop, String id, Instant time, String digit) {
    shop.accept(event("branch_selected", id, time, ",\"digit\":" + digit));
    shop.accept(event("voicemail_finished", id, time, ""));
  }

  private static String event(String type, String id, Instant time, String more) {
    return """
    {"event_id":"%1$s-%2$s","event_type":"%1$s","event_ts":"%3$s","call_id":"%2$s"%4$s}"""
        .formatted(type, id, time, more);
  }

  private static String assistant(String tool) {
    return """
    {"schema_version":1,"default_locale":"en","entry":"root","menus":{"root":{
      "greeting":{"en":{"say":"For help, press 1."}},
      "branches":[{"id":"help","digit":"1","label":{"en":"Help"},"action":{
        "type":"ai_receptionist","prompt":{"en":"Help."},
        "tools":[{"name":"%s","description":"d","parameters":{"type":"object"}}],
        "fallback":{"type":"voicemail","mailbox":"help"}}}]}}}"""
        .formatted(tool);
  }

  /** A branch with an id of its own under a digit, and one under 9. */
  private static String menu(String branch, String digit) {
    return """
    {"schema_version":1,"default_locale":"en","entry":"root","menus":{"root":{"x_colour":"blue",
      "greeting":{"en":{"say":"Press %2$s or 9."}},
      "branches":[
        {"id":"%1$s","digit":"%2$s","label":{"en":"A"},"action":{"type":"voicemail"}},
        {"id":"other","digit":"9","label":{"en":"B"},"action":{"type":"voicemail"}}]}}}"""
        .formatted(branch, digit);
  }

  private static HttpResponse<String> put(TestShop shop, String body, String header, String value) {
    return shop.send(
        TestShop.asAdmin(shop.request(PATH))
            .header(header, value)
            .PUT(BodyPublishers.ofString(body)));
  }
}
