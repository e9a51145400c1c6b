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
import org.junit.jupiter.params.provider.ValueSource;

class CallsEndpointTest {
  private static final String JANE = "20123456";
  private static final String BOB = "+14155551234";
  private static final String STRANGER = "+4520999999";

  @TempDir static Path folder;
  @TempDir static Path otherFolder;
  private static TestShop shop;
  private static TestShop other;

  /** Five calls at 10:00 to 10:04, delivered in another order than they happened. */
  @BeforeAll
  static void fill() {
    shop = TestShop.start(folder);
    other = TestShop.start(otherFolder);
    shop.accept(Bodies.initiated("c", JANE, "10:02:00"));
    shop.accept(Bodies.initiated("a", JANE, "10:00:00"));
    shop.accept(Bodies.initiated("e", STRANGER, "10:04:00"));
    shop.accept(Bodies.ended("b", BOB, "10:01:30"));
    shop.accept(Bodies.initiated("b", BOB, "10:01:00"));
    shop.accept(Bodies.initiated("d", "anonymous", "10:03:00"));
    List.of("a", "b", "c", "d", "e").forEach(shop::call);
  }

  @AfterAll
  static void stop() {
    shop.close();
    other.close();
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "                                                                      | e d c b a",
        "customer=&from=&to=&limit=&cursor=                                    | e d c b a",
        "customer=jane                                                         | c a",
        "customer=nobody                                                       | -",
        "customer=jan                                                          | -",
        "from=2026-05-15T10:02:00Z                                             | e d c",
        "to=2026-05-15T10:02:00Z                                               | b a",
        "from=2026-05-15T10:01:00Z&to=2026-05-15T10:03:00Z                     | c b",
        "from=2026-05-15T10:02:00.000001Z                                      | e d",
        "to=2026-05-15T10:02:00.000001Z                                        | c b a",
        "from=2026-05-15T12:03:00%2B02:00                                      | e d",
        "from=2026-05-15T12:03:00+02:00                                        | e d",
        "from=2026-05-15T10:02:00Z&to=2026-05-15T10:02:00Z                     | -",
        "customer=jane&from=2026-05-15T10:01:00Z                               | c",
        "limit=501                                                             | e d c b a",
        "limit=2                                                               | e d",
        "unknown=parameter                                                     | e d c b a"
      })
  void listsWhatWasAskedForNewestFirst(String query, String expected) {
    JsonNode page = shop.json("/calls" + (query == null ? "" : "?" + query));

    assertThat(String.join(" ", ids(page))).isEqualTo(expected.replace("-", ""));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void pagesShowEachCallOnce(int limit) {
    List<String> seen = new ArrayList<>();
    String query = "?limit=" + limit;
    while (query != null) {
      JsonNode page = shop.json("/calls" + query);
      assertThat(page.get("calls").size()).isBetween(1, limit);
      seen.addAll(ids(page));
      JsonNode next = page.get("next_cursor");
      query = next.isNull() ? null : "?limit=" + limit + "&cursor=" + next.textValue();
    }

    assertThat(seen).containsExactly("e", "d", "c", "b", "a");
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0,limit must be a number from 1",
    "limit=-1,limit must be a number from 1",
    "limit=ten,limit must be a number from 1",
    "limit=1.0,limit must be a number from 1",
    "limit=99999999999,limit must be a number from 1",
    "cursor=x,cursor is not one of ours",
    "cursor=%00,cursor is not one of ours",
    "from=yesterday,from must be a time such as 2026-05-15T10:00:00Z",
    "from=2026-05-15,from must be a time such as 2026-05-15T10:00:00Z",
    "to=2026-05-15T10:00:00,to must be a time such as 2026-05-15T10:00:00Z",
    "to=2026-02-30T10:00:00Z,to must be a time such as 2026-05-15T10:00:00Z",
    "to=%2B999999999-12-31T23:59:59Z,to must be a time such as 2026-05-15T10:00:00Z"
  })
  void refusesWhatItCannotUnderstandAndSaysWhy(String query, String reason) {
    var answer = shop.admin("/calls?" + query);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(TestShop.parse(answer).get("error").textValue()).isEqualTo(reason);
  }

  @Test
  void showsEveryFieldAndNullForWhatIsNotKnown() {
    JsonNode call = shop.json("/calls?customer=bob").get("calls").get(0);

    assertThat(call)
        .hasToString(
            """
            {"call_id":"b","from":"+14155551234","to":"+4570707070","direction":"inbound",\
            "state":"ended","started_at":"2026-05-15T10:01:00Z","answered_at":null,\
            "ended_at":"2026-05-15T10:01:30Z","duration":null,"branch_id":null,\
            "customer_id":"bob","match":"matched","recording_url":null,"transcription":null,\
            "summary":null,"lost":true,"outside_opening_hours":false,"event_count":2}""");
  }

  @Test
  void showsEventsInTheirOrderAndMarksTheLateOne() {
    JsonNode events = shop.json("/calls/b").get("events");

    assertThat(events.findValuesAsText("type")).containsExactly("call.initiated", "call.ended");
    assertThat(events.findValuesAsText("late")).containsExactly("true", "false");
    assertThat(events.get(0).fieldNames())
        .toIterable()
        .containsExactly("id", "type", "occurred_at", "received_at", "late");
    assertThat(events.findValuesAsText("received_at")).allMatch(time -> time.endsWith("Z"));
  }

  @ParameterizedTest
  @CsvSource({"a,matched,jane", "d,no_caller_id,", "e,unmatched,"})
  void saysWhoseCallItIs(String id, String match, String customer) {
    JsonNode call = shop.json("/calls/" + id);

    assertThat(call.get("match").textValue()).isEqualTo(match);
    assertThat(call.get("customer_id").textValue()).isEqualTo(customer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "nobody", "a%20", "~", "..", "a%2Fcustomer", "%C3%A6", "x%25"})
  void knowsNoOtherCall(String id) {
    var answer = shop.admin("/calls/" + id);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(TestShop.parse(answer).has("error")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"v3:abc", "a b", "a+b", "a/b", "../..", "%2F", "æ😀", "a?b#c", "a;b", "\\", "."})
  void findsCallsByAnyId(String id) {
    other.accept(Bodies.initiated(id.replace("\\", "\\\\"), JANE, "09:00:00"));

    assertThat(other.call(id).get("call_id").textValue()).isEqualTo(id);
  }

  private static List<String> ids(JsonNode page) {
    return page.get("calls").findValuesAsText("call_id");
  }
}
