package inc.phone.examples.shop.pages.ivr;

import inc.phone.ivr.IvrConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Menus of all kinds: the SDK's own samples, and some that only somebody careless would write. */
final class Samples {
  private static final Path GOLDEN =
      Path.of("../../sdk-ivr/src/test/resources/inc/phone/ivr/golden");

  private static final List<String> ODD =
      List.of(
          """
          {"schema_version":1,"default_locale":"en","entry":"root","menus":{"root":{
            "greeting":{"en":{"say":"Line one\\nline two "},"da-DK":{"audio_url":"https://a.example/x"}},
            "input":{"first_digit_timeout_ms":"soon"},
            "no_input":{"max":2,"prompt":{"en":{"say":"Hm?"}},"then":{"type":"repeat"}},
            "branches":[{"digit":1,"id":"a/b~c","enabled":false,"x":[1,{"y":null}],
              "label":{"en":"Two\\nlines"},
              "action":{"type":"sms","to":"+4570707071","deep":{"er":[true]}}},
             {"digit":"2","action":{"type":"forward","to":4570707071,"ring_timeout_secs":1.5,
              "no_answer":{"type":"forward","to":"+4570707072","no_answer":{"type":"play",
                "prompt":{"en":{"say":"Sorry."}},"then":{"type":"hangup"}}}}}]}},
            "hours":{"weekly":[{"days":["fri","mon","holiday"],"from":"09:00","to":"24:00"}],
              "exceptions":[{"id":"x","from_date":"tomorrow","closed":"yes"}],
              "closed":{"type":"hangup"}},"timezone":"Copenhagen"}
          """,
          "{}",
          """
          {"menus":{"a/b":{"greeting":"Hello","branches":{"no":"list"}},"c~d":[]},"hours":[],"locales":"da"}
          """);

  private Samples() {}

  static Stream<IvrConfig> all() {
    Stream<String> golden = Stream.of("shop.v1.json", "seed.v0.json").map(Samples::golden);
    return Stream.concat(golden, ODD.stream()).map(IvrConfig::parse);
  }

  static IvrConfig shop() {
    return IvrConfig.parse(golden("shop.v1.json"));
  }

  static String golden(String name) {
    try {
      return Files.readString(GOLDEN.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
