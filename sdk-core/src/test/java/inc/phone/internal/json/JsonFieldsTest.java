package inc.phone.internal.json;

import static inc.phone.internal.json.StrictJsonTest.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFieldsTest {
  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"a\":null}"})
  void readsAbsentAndNullAsNull(String text) {
    JsonFields fields = object(text);

    assertThat(fields.has("a")).isFalse();
    assertThat(fields.text("a")).isNull();
    assertThat(fields.id("a")).isNull();
    assertThat(fields.integer("a")).isNull();
    assertThat(fields.bool("a")).isNull();
    assertThat(fields.instant("a")).isNull();
    assertThat(fields.object("a")).isNull();
    assertThat(fields.objects("a", Function.identity())).isNull();
    assertThat(fields.texts("a")).isNull();
    assertThat(fields.json("a")).isNull();
  }

  /** T-31: no conversion, and 2^63 is one too many. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"7\"",
        "\"\"",
        "1.9",
        "1.0",
        "true",
        "1e30",
        "1e2",
        "9223372036854775808",
        "{}",
        "[]",
        "[7]"
      })
  void refusesWhatIsNoWholeNumber(String value) {
    assertProblem(value, fields -> fields.integer("a"), "/a: expected a whole number of 64 bits");
  }

  @Test
  void readsWholeNumbers() {
    assertThat(object("{\"a\":9223372036854775807}").integer("a")).isEqualTo(Long.MAX_VALUE);
    assertThat(object("{\"a\":-9223372036854775808}").integer("a")).isEqualTo(Long.MIN_VALUE);
    assertThat(object("{\"a\":-0}").integer("a")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "true", "{}", "[]", "[\"canary\"]", "1.5"})
  void refusesWhatIsNoText(String value) {
    assertProblem(value, fields -> fields.text("a"), "/a: expected a string");
    assertProblem(
        value, fields -> fields.instant("a"), "/a: expected an ISO 8601 time with offset");
    assertProblem(
        value, fields -> fields.id("a"), "/a: expected a string of 1 to 128 printable characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"true\"", "1", "0", "\"\"", "[]"})
  void refusesWhatIsNoTruthValue(String value) {
    assertProblem(value, fields -> fields.bool("a"), "/a: expected true or false");
  }

  /** T-28, T-29, T-41. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\"",
        "\" \"",
        "\"canary\\ud800\"",
        "\"\\udc00\\ud800\"",
        "\"canary\\u0000\"",
        "\"canary\\n\""
      })
  void refusesIdsNoStoreKeepsApart(String value) {
    assertProblem(
        value, fields -> fields.id("a"), "/a: expected a string of 1 to 128 printable characters");
  }

  @Test
  void repairsFreeText() {
    assertThat(object("{\"a\":\"x\\ud800y\\u0000z\\ud83d\\ude00\"}").text("a"))
        .isEqualTo("x\ufffdy\ufffdz😀");
    assertThat(object("{\"a\":[\"\\udc00\",\"b\"]}").texts("a")).containsExactly("\ufffd", "b");
    assertThat(object("{\"a\":{\"b\":\"\\ud800\"}}").json("a")).isEqualTo("{\"b\":\"\ufffd\"}");
  }

  @Test
  void doesNotNormaliseIds() {
    assertThat(object("{\"a\":\"a\\u0301\"}").id("a")).isEqualTo("a\u0301");
    assertThat(object("{\"a\":\" x \"}").id("a")).isEqualTo(" x ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"canary\"", "\"2026-05-15T14:22:33\"", "\"\"", "\"1767225600\""})
  void refusesWhatIsNoMomentWithoutRepeatingIt(String value) {
    assertProblem(
        value, fields -> fields.instant("a"), "/a: expected an ISO 8601 time with offset");
  }

  @Test
  void namesThePlaceOfAProblem() {
    JsonFields fields =
        object("{\"data\":{\"items\":[{\"at\":\"2026-05-15T14:22:33Z\"},{\"at\":5}]}}");
    JsonFields data = fields.object("data");

    assertThatThrownBy(() -> data.objects("items", item -> item.instant("at")))
        .hasMessage("/data/items/1/at: expected an ISO 8601 time with offset");
    assertThatThrownBy(() -> data.object("items")).hasMessage("/data/items: expected an object");
    assertThatThrownBy(() -> fields.objects("data", item -> item))
        .hasMessage("/data: expected a list");
    assertThatThrownBy(() -> data.texts("items"))
        .hasMessage("/data/items: expected a list of strings");
    assertThat(data.problem("items", "more")).hasMessage("/data/items: expected more");
    assertThatThrownBy(() -> object("[]")).hasMessage("document: expected an object");
  }

  @Test
  void readsValuesOfTheirType() {
    JsonFields fields =
        object(
            "{\"t\":\"2026-05-15T14:22:33Z\",\"b\":false,\"s\":\"\",\"o\":{\"x\":[1]},\"l\":[{}]}");

    assertThat(fields.instant("t")).isEqualTo(Instant.parse("2026-05-15T14:22:33Z"));
    assertThat(fields.bool("b")).isFalse();
    assertThat(fields.text("s")).isEmpty();
    assertThat(fields.json("o")).isEqualTo("{\"x\":[1]}");
    assertThat(fields.objects("l", item -> item.has("x"))).containsExactly(false);
  }

  private static void assertProblem(String value, Function<JsonFields, ?> reader, String message) {
    JsonFields fields = object("{\"a\":" + value + "}");

    assertThatThrownBy(() -> reader.apply(fields))
        .isExactlyInstanceOf(UnreadableJsonException.class)
        .hasNoCause()
        .hasMessage(message);
  }
}
