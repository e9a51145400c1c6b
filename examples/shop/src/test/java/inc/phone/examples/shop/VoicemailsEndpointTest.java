package inc.phone.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VoicemailsEndpointTest {
  @TempDir static Path folder;
  private static TestShop shop;

  /** Four voicemails: two of Jane's for sales, a stranger's for support, an anonymous one. */
  @BeforeAll
  static void fill() {
    shop = TestShop.start(folder);
    voicemail("v1", "10:00:00", "sales", "The blue bicycle, 100% paid", "+4520123456");
    voicemail("v2", "10:01:00", "sales", "RØDGRØD med fløde", "+4520123456");
    voicemail("v3", "10:02:00", "support", "a_b \\\\ bicycle", "+4520999999");
    voicemail("v4", "10:03:00", null, null, "anonymous");
    List.of("v1", "v2", "v3", "v4").forEach(shop::call);
  }

  private static void voicemail(
      String id, String time, String branch, String transcript, String from) {
    shop.accept(
        flat("voicemail_finished", id, time, ",\"audio_url\":\"https://x.example/a\"", from));
    if (branch != null) {
      shop.accept(
          flat("branch_selected", id, time, ",\"digit\":1,\"branch_id\":\"" + branch + "\"", from));
    }
    if (transcript != null) {
      shop.accept(
          flat("voicemail_transcribed", id, time, ",\"transcript\":\"" + transcript + "\"", from));
    }
  }

  private static String flat(String type, String id, String time, String more, String from) {
    return Bodies.flat(type, id, time, more).replace("+4520123456", from);
  }

  @AfterAll
  static void stop() {
    shop.close();
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "                                                   | v4 v3 v2 v1",
        "branch=&from=&to=&matched=&q=&limit=&cursor=       | v4 v3 v2 v1",
        "branch=sales                                       | v2 v1",
        "branch=nowhere                                     | -",
        "from=2026-05-15T10:01:00Z                          | v4 v3 v2",
        "to=2026-05-15T10:01:00Z                            | v1",
        "from=2026-05-15T10:01:00Z&to=2026-05-15T10:03:00Z  | v3 v2",
        "matched=true                                       | v2 v1",
        "matched=false                                      | v4 v3",
        "q=BICYCLE                                          | v3 v1",
        "q=r%C3%B8dgr%C3%B8d                                | v2",
        "q=100%25                                           | v1",
        "q=%25                                              | v1",
        "q=_                                                | v3",
        "q=%5C                                              | v3",
        "q='                                                | -",
        "q=bicycle&branch=sales&matched=true                | v1",
        "limit=1                                            | v4"
      })
  void listsWhatWasAskedForNewestFirst(String query, String expected) {
    JsonNode page = shop.json("/voicemails" + (query == null ? "" : "?" + query));

    assertThat(String.join(" ", page.get("voicemails").findValuesAsText("call_id")))
        .isEqualTo(expected.replace("-", ""));
  }

  @Test
  void pagesShowEachVoicemailOnce() {
    List<String> seen = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      JsonNode page = shop.json("/voicemails?limit=1&cursor=" + cursor);
      seen.addAll(page.get("voicemails").findValuesAsText("call_id"));
      cursor = page.get("next_cursor").textValue();
    }

    assertThat(seen).containsExactly("v4", "v3", "v2", "v1");
  }

  @Test
  void showsEveryFieldAndNullForWhatIsNotKnown() {
    JsonNode voicemail = shop.json("/voicemails?limit=1").get("voicemails").get(0);

    assertThat(voicemail)
        .hasToString(
            """
            {"voicemail_id":"vm:v4","call_id":"v4","from":"anonymous","branch_id":null,\
            "main_number_name":null,"transcription":null,"audio_url":"https://x.example/a",\
            "created_at":"2026-05-15T10:03:00Z","transcribed_at":null,"customer_id":null,\
            "match":"no_caller_id"}""");
  }

  @Test
  void keepsTheTextOfAVoicemailOffTheCall() {
    JsonNode call = shop.json("/calls/v1");

    assertThat(call.get("transcription").isNull()).isTrue();
    assertThat(call.get("branch_id").textValue()).isEqualTo("sales");
    assertThat(call.get("voicemails").get(0).get("transcription").textValue())
        .isEqualTo("The blue bicycle, 100% paid");
  }

  @ParameterizedTest
  @CsvSource({
    "matched=yes,matched must be true or false",
    "matched=TRUE,matched must be true or false",
    "from=now,from must be a time such as 2026-05-15T10:00:00Z",
    "cursor=x,cursor is not one of ours"
  })
  void refusesWhatItCannotUnderstandAndSaysWhy(String query, String reason) {
    var answer = shop.admin("/voicemails?" + query);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(TestShop.parse(answer).get("error").textValue()).isEqualTo(reason);
  }
}
