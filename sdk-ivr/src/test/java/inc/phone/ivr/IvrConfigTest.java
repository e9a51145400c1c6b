package inc.phone.ivr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.internal.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IvrConfigTest {
  /** What the schema cannot say, because it concerns more than one value. */
  private static final Set<String> BEYOND_SCHEMA = Set.of("E_HOURS_ORDER", "E_VERSION_NEWER");

  @Test
  void readsTheFullExampleWithoutProblems() {
    IvrConfig config = Golden.shop();

    assertThat(config.problems()).isEmpty();
    assertThat(config.id()).isEqualTo("shop-main");
    assertThat(config.revision()).isEqualTo(7);
    assertThat(config.locales()).containsExactly("da-DK", "en-GB");
    assertThat(config.menus()).containsOnlyKeys("root", "delivery");
    IvrBranch sales = config.menu("root").orElseThrow().branch("1").orElseThrow();
    assertThat(sales.id()).isEqualTo("sales");
    assertThat(sales.action())
        .isInstanceOfSatisfying(
            ForwardAction.class,
            forward -> {
              assertThat(forward.to()).isEqualTo("+4570707071");
              assertThat(forward.ringTimeout()).isEqualTo(Duration.ofSeconds(25));
              assertThat(forward.noAnswer()).get().isInstanceOf(VoicemailAction.class);
            });
  }

  @Test
  void writesWhatItRead() {
    assertThat(JsonText.object(Golden.shop().toJson()))
        .isEqualTo(JsonText.object(Golden.text("shop.v1.json")));
  }

  @Test
  void keepsUnknownFieldsAndActionsAndEvenWhatItCannotUse() {
    String json =
        """
        {"schema_version":1,"default_locale":"da","entry":"root","x-color":[1,{"a":null}],
         "menus":{"root":{"greeting":{"da":{"say":"Hej","tempo":2}},
         "input":{"max_digits":"two"},
         "branches":[{"digit":"1","id":"one","action":{"type":"fax","paper":"A4"}}]}}}""";

    IvrConfig config = IvrConfig.parse(json);

    assertThat(JsonText.object(config.toJson())).isEqualTo(JsonText.object(json));
    assertThat(config.menus().get("root").input().maxDigits()).isEqualTo(1);
    assertThat(config.problems())
        .extracting(ValidationIssue::code, ValidationIssue::pointer)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("W_UNKNOWN_FIELD", "/x-color"),
            org.assertj.core.groups.Tuple.tuple("W_UNKNOWN_FIELD", "/menus/root/greeting/da/tempo"),
            org.assertj.core.groups.Tuple.tuple("E_TYPE", "/menus/root/input/max_digits"),
            org.assertj.core.groups.Tuple.tuple(
                "W_UNKNOWN_ACTION", "/menus/root/branches/0/action"));
  }

  @Test
  void upgradesTheSeedShape() {
    IvrConfig config = IvrConfig.parse(Golden.text("seed.v0.json"));

    assertThat(JsonText.object(config.toJson()))
        .isEqualTo(JsonText.object(Golden.text("seed.v0.upgraded.json")));
    assertThat(config.problems()).isEmpty();
  }

  @Test
  void anUpgradeCarriesUnknownFieldsAlong() {
    IvrConfig config =
        IvrConfig.parse(
            """
            {"greetings":{"da":"Hej"},"theme":"x",
             "branches":[{"digit":1,"label":"Salg","note":"n",
               "route":{"type":"forward","number":"+4570707071","whisper":true}}]}""");

    assertThat(config.toJson())
        .contains("\"theme\":\"x\"", "\"note\":\"n\"", "\"whisper\":true", "\"digit\":\"1\"");
  }

  @Test
  void aGreetingAndThreeDigitsAreAConfiguration() {
    IvrConfig config =
        IvrConfig.builder()
            .greeting("da", "For salg, tryk 1. For support, tryk 2. For andet, tryk 3.")
            .branch("1", "Salg", IvrAction.forward("+4570707071"))
            .branch("2", "Support", IvrAction.voicemail("support"))
            .branch("3", "Andet", IvrAction.voicemail("other"))
            .build();

    assertThat(config.problems()).isEmpty();
    assertThat(config.defaultLocale()).isEqualTo("da");
    assertThat(config.menus().get("root").branches())
        .extracting(IvrBranch::id)
        .containsExactly("b-1", "b-2", "b-3");
    assertThat(IvrConfig.parse(config.toJson())).isEqualTo(config);
  }

  @Test
  void defaultsAreThoseOfTheDocuments() {
    IvrMenu menu =
        IvrMenu.builder()
            .greeting("da", "Hej")
            .branch("1", IvrAction.forward("+4512345678"))
            .build();

    assertThat(menu.input().firstDigitTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(menu.input().interDigitTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(menu.input().maxDigits()).isEqualTo(1);
    assertThat(menu.input().bargeIn()).isTrue();
    assertThat(menu.noInput().max()).isEqualTo(2);
    assertThat(menu.invalid().max()).isEqualTo(3);
    for (AttemptLimit limit : List.of(menu.noInput(), menu.invalid())) {
      assertThat(limit.then())
          .isInstanceOfSatisfying(
              VoicemailAction.class,
              voicemail -> {
                assertThat(voicemail.mailbox()).isEqualTo("default");
                assertThat(voicemail.maxLength()).isEqualTo(Duration.ofSeconds(180));
              });
    }
    assertThat(menu.branches().get(0).action())
        .isInstanceOfSatisfying(
            ForwardAction.class,
            forward -> assertThat(forward.ringTimeout()).isEqualTo(Duration.ofSeconds(25)));
  }

  @Test
  void idsOfUnnamedBranchesDifferBetweenMenus() {
    IvrMenu unnamed =
        IvrMenu.builder().greeting("da", "x").branch("*", IvrAction.voicemail("a")).build();

    IvrConfig config =
        IvrConfig.builder().defaultLocale("da").menu("root", unnamed).menu("two", unnamed).build();

    assertThat(config.menus().get("root").branches().get(0).id()).isEqualTo("b-star");
    assertThat(config.menus().get("two").branches().get(0).id()).isEqualTo("two-star");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{", "{} {}", "\"x\"", "{\"a\":1,}", "\u00ff"})
  void whatIsNoObjectTakesAMessage(String json) {
    IvrConfig config = IvrConfig.parse(json.getBytes(StandardCharsets.ISO_8859_1));

    assertThat(config.problems()).hasSize(1);
    assertThat(config.problems().get(0).code()).isIn("E_SYNTAX", "E_TYPE");
    assertThat(config.menus().get(config.entry()).noInput().then())
        .isInstanceOf(VoicemailAction.class);
  }

  @Test
  void aKeyWrittenTwiceIsReportedAndTheLastCounts() {
    IvrConfig config =
        IvrConfig.parse(Golden.text("shop.v1.json").replace("\"id\":", "\"id\":\"x\",\"id\":"));

    assertThat(config.problems()).extracting(ValidationIssue::code).contains("E_DUPLICATE_KEY");
    assertThat(config.id()).isEqualTo("shop-main");
  }

  @Test
  void limitsOfTheDocumentAreReported() {
    String long256k = "{\"a\":\"" + "x".repeat(256 * 1024) + "\"}";
    String deep = "{\"a\":".repeat(40) + "1" + "}".repeat(40);

    assertThat(IvrConfig.parse(long256k).problems())
        .extracting(ValidationIssue::code)
        .containsExactly("E_TOO_LARGE");
    assertThat(IvrConfig.parse(deep).problems())
        .extracting(ValidationIssue::code)
        .contains("E_DEPTH");
  }

  @Test
  void aNewerVersionIsReadAndSaysSo() {
    IvrConfig config =
        IvrConfig.parse(
            Golden.text("shop.v1.json").replace("\"schema_version\": 1", "\"schema_version\": 2"));

    assertThat(config.problems())
        .extracting(ValidationIssue::code)
        .containsExactly("E_VERSION_NEWER");
    assertThat(config.menus()).hasSize(2);
  }

  @Test
  void problemsAreBoundedAndNeverHideAnError() {
    StringBuilder unknown = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      unknown.append("\"f").append(i).append("\":1,");
    }
    String json =
        Golden.text("shop.v1.json")
            .replace("\"schema_version\"", unknown + "\"schema_version\"")
            .replace("Europe/Copenhagen", "Nowhere");

    IvrConfig config = IvrConfig.parse(json);
    ValidationReport report = IvrValidator.strict().validate(config);

    assertThat(config.problems()).hasSize(1_000);
    assertThat(report.errors())
        .as("found by the validator, after a thousand warnings of the reader")
        .extracting(ValidationIssue::code)
        .containsExactly("E_TIMEZONE");
  }

  @Test
  void anyBytesAreReadOrReported() {
    for (long seed = 0; seed < 1_500; seed++) {
      byte[] bytes = Mutations.bytes(Golden.text("shop.v1.json"), seed);
      IvrConfig config = IvrConfig.parse(bytes);
      IvrConfig again = IvrConfig.parse(config.toJson());
      boolean same = again.equals(config);
      assertThat(same).as("seed %d", seed).isTrue();
      assertThat(config.menus().containsKey(config.entry()) || !config.problems().isEmpty())
          .as("seed %d", seed)
          .isTrue();
    }
  }

  @Test
  void readerAndSchemaAgree() {
    JsonSchema schema = new JsonSchema(JsonText.object(IvrConfig.jsonSchema()));
    int bad = 0;
    for (long seed = 0; seed < 2_000; seed++) {
      ObjectNode broken = Mutations.of(Golden.text("shop.v1.json"), seed);
      IvrConfig config = IvrConfig.parse(StrictJson.write(broken));
      boolean valid = schema.accepts(config.json());
      List<ValidationIssue> errors =
          config.problems().stream()
              .filter(issue -> issue.severity() == ValidationIssue.Severity.ERROR)
              .filter(issue -> !BEYOND_SCHEMA.contains(issue.code()))
              .toList();
      bad += valid ? 0 : 1;
      assertThat(errors.isEmpty())
          .as("seed %d: schema says %s, reader says %s", seed, valid, config.problems())
          .isEqualTo(valid);
    }
    assertThat(bad).isBetween(500, 1_950);
  }

  @Test
  void buildersRefuseWhatBreaksALimit() {
    assertThatThrownBy(() -> IvrAction.forward("20 12 34 56"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("E_FORWARD_FORMAT at /to: not a number with + and country code");
    assertThatThrownBy(() -> IvrBranch.builder("a", IvrAction.hangup()).build())
        .hasMessageContaining("E_FORMAT at /digit");
    assertThatThrownBy(() -> IvrMenu.builder().greeting("da", "x").build())
        .hasMessageContaining("E_REQUIRED");
    assertThatThrownBy(() -> Prompt.say(" ")).hasMessageContaining("E_PROMPT_EMPTY");
    assertThatThrownBy(() -> Prompt.audio("http://a.test/x.mp3"))
        .hasMessageContaining("E_AUDIO_SCHEME");
    assertThatThrownBy(() -> IvrConfig.builder().branch("1", "x", IvrAction.hangup()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void sameContentHasTheSameHash() {
    IvrConfig config =
        IvrConfig.builder()
            .greeting("da", "H\u00e9")
            .branch("1", "a", IvrAction.voicemail("a"))
            .build();
    IvrConfig decomposed =
        IvrConfig.builder()
            .greeting("da", " He\u0301 ")
            .branch("1", "a", IvrAction.voicemail("a"))
            .build();

    assertThat(config.withRevision(9).contentHash()).isEqualTo(config.contentHash());
    assertThat(decomposed.contentHash()).isEqualTo(config.contentHash());
    assertThat(config.toBuilder().timezone("UTC").build().contentHash())
        .isNotEqualTo(config.contentHash());
  }

  @ParameterizedTest
  @CsvSource({
    "da-DK, da-DK",
    "da, da-DK",
    "en-US, en",
    "en-GB, en",
    "nb-NO, no",
    "nn, no",
    "zh-Hant-TW, zh-Hant",
    "fr, da-DK",
    "'', da-DK",
    "EN, en"
  })
  void aLanguageFindsTheBestThereIs(String wanted, String found) {
    Localized<String> texts =
        new Localized<>(Map.of("da-DK", "da-DK", "en", "en", "no", "no", "zh-Hant", "zh-Hant"));

    assertThat(texts.resolve(wanted, "da")).contains(found);
  }

  @Test
  void someTextIsAlwaysFound() {
    assertThat(new Localized<>(Map.of("sv", "hej")).resolve("en", "da")).contains("hej");
    assertThat(new Localized<>(Map.<String, String>of()).resolve("en", "da")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '=',
      value = {
        "Europe/Copenhagen=Europe/Copenhagen",
        "Copenhagen=Europe/Copenhagen",
        "London=Europe/London",
        "Mumbai=Asia/Kolkata",
        "Beijing=Asia/Shanghai",
        "Bern=Europe/Zurich",
        "Georgetown=America/Guyana",
        "Eastern Time (US & Canada)=America/New_York",
        "Samoa=Pacific/Apia",
        "Mexico City=America/Mexico_City",
        "Istanbul=Europe/Istanbul"
      })
  void understandsTheVendorsTimeZones(String name, String zone) {
    assertThat(TimeZones.find(name).orElseThrow().getId()).isEqualTo(zone);
  }

  @Test
  void namesZonesThatMayBeMeant() {
    assertThat(TimeZones.find("Europe/Kopenhagen")).isEmpty();
    assertThat(TimeZones.candidates("Europe/Kopenhagen")).contains("Europe/Copenhagen");
    assertThat(TimeZones.candidates("CET/Paris")).containsExactly("Europe/Paris");
    assertThat(TimeZones.candidates("zzzzzzzz")).isEmpty();
  }
}
