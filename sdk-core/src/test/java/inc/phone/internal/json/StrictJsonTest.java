package inc.phone.internal.json;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import inc.phone.core.testkit.HostileLocales;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
  /** T-24, T-25, T-30, T-34 and malformed text of all kinds. The canary must not come back. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\n\t ",
        "null",
        "\"canary\"",
        "[]",
        "[{\"a\":1}]",
        "1",
        "true",
        "{} {}",
        "{}canary",
        "{},",
        "{\"a\":1}]",
        "{\"canary\":1,\"canary\":2}",
        "{\"a\":{\"canary\":1,\"b\":2,\"canary\":1}}",
        "{\"a\":1,\"\\u0061\":2}",
        "{\"a\":canary}",
        "{\"a\":\"canary",
        "{\"a\":\"canary\n\"}",
        "{\"a\":\"canary\u0000\"}",
        "{\"a\":\"\\canary\"}",
        "{\"a\":\"\\ucana\"}",
        "{canary:1}",
        "{'canary':1}",
        "{\"a\":1,}",
        "{\"a\":[1,]}",
        "{\"a\" 1}",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":.5}",
        "{\"a\":1.}",
        "{\"a\":0x10}",
        "{\"a\":1e}",
        "{\"a\":١٢}",
        "{\"a\":NaN}",
        "{\"a\":Infinity}",
        "{\"a\":-Infinity}",
        "{\"a\":1e999}",
        "{\"a\":-1e999}",
        "{\"a\":1e1000000000}",
        "{\"a\":1}//canary",
        "/*canary*/{}",
        "#canary\n{}",
        "<canary/>",
        "canary=1&b=2"
      })
  void refusesWhatIsNotOneObjectWithoutRepeatingIt(String text) {
    HostileLocales.checkUnderAll(() -> assertRefused(text.getBytes(UTF_8)));
  }

  /** T-26, T-27. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "c3 28",
        "c3",
        "e2 82",
        "80",
        "bf",
        "ff",
        "fe",
        "ed a0 80",
        "ed a0 80 ed b0 80",
        "f4 90 80 80",
        "f8 88 80 80 80",
        "c0 af",
        "c0 80",
        "c1 bf",
        "e0 80 af",
        "f0 80 80 af"
      })
  void refusesBytesThatAreNotUtf8(String hex) {
    byte[] bad = HexFormat.ofDelimiter(" ").parseHex(hex);

    assertRefused(concat("{\"a\":\"".getBytes(UTF_8), bad, "\"}".getBytes(UTF_8)));
    assertRefused(concat("{\"".getBytes(UTF_8), bad, "\":1}".getBytes(UTF_8)));
    assertRefused(concat("{}".getBytes(UTF_8), bad));
  }

  @Test
  void findsBadBytesAcrossTheEdgesOfItsBuffer() {
    for (int length = 4080; length < 4100; length++) {
      byte[] good = ("{\"a\":\"" + "x".repeat(length) + "é😀\"}").getBytes(UTF_8);
      assertThat(StrictJson.readObject(good).text("a")).endsWith("é😀");
      byte[] bad = good.clone();
      bad[bad.length - 3] = 'x'; // the last byte of the emoji
      assertRefused(bad);
    }
  }

  @ParameterizedTest
  @MethodSource("otherEncodings")
  void refusesOtherEncodings(Charset charset) {
    assertRefused("{\"a\":\"canary\"}".getBytes(charset));
  }

  static Stream<Charset> otherEncodings() {
    return Stream.of(
        UTF_16, UTF_16BE, UTF_16LE, Charset.forName("UTF-32"), Charset.forName("UTF-32LE"));
  }

  @Test
  void takesOneByteOrderMarkAndNoSecond() {
    byte[] mark = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    byte[] object = "{\"a\":\"é\"}".getBytes(UTF_8);

    assertThat(StrictJson.readObject(concat(mark, object)).text("a")).isEqualTo("é");
    assertRefused(concat(mark, mark, object));
    assertRefused(mark);
    assertRefused(concat(object, mark));
  }

  /** T-21. */
  @Test
  void readsDepth64AndRefuses65AndMore() {
    assertThat(StrictJson.readObject(nested(64)).has("a")).isTrue();
    for (int depth : new int[] {65, 1_001, 100_000}) {
      assertRefused(nested(depth));
    }
    assertRefused("[".repeat(100_000).getBytes(UTF_8));
  }

  /** T-22. */
  @Test
  void boundsNumbers() {
    assertThat(object("{\"a\":" + "9".repeat(40) + "}").has("a")).isTrue();
    assertRefused(("{\"a\":" + "9".repeat(41) + "}").getBytes(UTF_8));
    assertRefused(("{\"a\":" + "9".repeat(1_001) + "}").getBytes(UTF_8));
    assertRefused(("{\"a\":0." + "9".repeat(1_001) + "}").getBytes(UTF_8));
  }

  /** T-23. */
  @Test
  void boundsNamesTokensStringsAndTheDocument() {
    assertThat(object("{\"" + "n".repeat(256) + "\":1}").node().size()).isEqualTo(1);
    assertRefused(("{\"" + "n".repeat(60_000) + "\":1}").getBytes(UTF_8));

    assertThat(object("{\"a\":[" + "0,".repeat(199_000) + "0]}").has("a")).isTrue();
    assertRefused(("{\"a\":[" + "0,".repeat(200_000) + "0]}").getBytes(UTF_8));

    int longest = 2 * 1024 * 1024;
    assertThat(object("{\"a\":\"" + "x".repeat(longest) + "\"}").text("a")).hasSize(longest);
    assertRefused(("{\"a\":\"" + "x".repeat(longest + 1) + "\"}").getBytes(UTF_8));

    assertThat(StrictJson.readObject(padded(StrictJson.MAX_DOCUMENT_BYTES)).has("a")).isTrue();
    assertRefused(padded(StrictJson.MAX_DOCUMENT_BYTES + 1));
  }

  @Test
  void readsManyNamesOfOneHashInReasonableTime() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < 20_000; i++) {
      String bits = Integer.toBinaryString(i | 1 << 15);
      text.append(i == 0 ? "\"" : ",\"")
          .append(bits.replace("0", "Aa").replace("1", "BB"))
          .append("\":0");
    }
    assertThat(object(text.append("}").toString()).node().size()).isEqualTo(20_000);
  }

  /** T-33. */
  @Test
  void takesSpecialLookingNamesAsPlainData() {
    JsonFields fields =
        object(
            "{\"@class\":\"java.lang.Runtime\",\"@type\":\"x\",\"__proto__\":{},\"$ref\":\"#\"}");

    assertThat(fields.text("@class")).isEqualTo("java.lang.Runtime");
    assertThat(fields.node().size()).isEqualTo(4);
  }

  @Test
  void survivesAnyDamageToADocument() {
    byte[] good =
        "{\"id\":\"é😀\",\"n\":[1,-2.5e3,true,null],\"o\":{\"t\":\"\\ud83d\\ude00\"}}"
            .getBytes(UTF_8);
    SplittableRandom random = new SplittableRandom(26);
    int read = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = Arrays.copyOf(good, good.length - random.nextInt(3));
      for (int damage = random.nextInt(3); damage > 0; damage--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        StrictJson.readObject(bytes);
        read++;
      } catch (UnreadableJsonException e) {
        assertThat(e).hasNoCause();
      }
    }
    assertThat(read).isBetween(1_000, 19_000);
  }

  @Test
  void writesWhatItReads() {
    String text = "{\"a\":\"é\",\"b\":[1,2.5,null,true],\"c\":{}}";
    JsonNode emoji = StrictJson.newObject().put("a", "😀");

    assertThat(StrictJson.write(StrictJson.read(text.getBytes(UTF_8))))
        .asString(UTF_8)
        .isEqualTo(text);
    assertThat(StrictJson.read(StrictJson.write(emoji))).isEqualTo(emoji);
    assertThat(StrictJson.write(StrictJson.newObject().put("n", 1)))
        .asString(UTF_8)
        .isEqualTo("{\"n\":1}");
    assertThat(StrictJson.read("null".getBytes(UTF_8)).isNull()).isTrue();
  }

  /** Ids of calls and voicemails are names there: each would stay in memory for good. */
  @Test
  void keepsNoNameOfAStoredForm() {
    String known = new String("a-name-of-one-stored-form").intern();
    byte[] stored = ("{\"" + known + "\":{}}").getBytes(UTF_8);
    String name = StrictJson.readStored(stored).fieldNames().next();
    assertThat(name).isEqualTo(known).isNotSameAs(known);
    assertThat(StrictJson.readStored(stored).fieldNames().next()).isNotSameAs(name);
  }

  @Test
  void readsAndWritesStoredFormsTokenByTokenAsItDoesByTrees() {
    String text = "\u00e6\"\n\u0001\ud83d\ude00";
    byte[] stored =
        StrictJson.writeStored(
            out -> {
              out.writeStartArray();
              out.writeString(text);
              out.writeNumber(-7);
              out.writeNull();
              out.writeEndArray();
            });
    assertThat(stored)
        .isEqualTo(StrictJson.write(StrictJson.newArray().add(text).add(-7).addNull()))
        .isEqualTo(StrictJson.write(StrictJson.readStored(stored)));
    String read =
        StrictJson.readStored(
            stored,
            in -> {
              in.nextToken();
              return in.nextTextValue();
            });
    assertThat(read).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5b22ff225d", "5b22c0af225d", "5b22", "5b2278", "7b2261223a"})
  void refusesDamagedStoredForms(String hex) {
    assertThatThrownBy(() -> StrictJson.readStored(HexFormat.of().parseHex(hex)))
        .isInstanceOf(UnreadableJsonException.class)
        .hasMessage("stored JSON is damaged");
  }

  static void assertRefused(byte[] bytes) {
    assertThatThrownBy(() -> StrictJson.readObject(bytes))
        .isExactlyInstanceOf(UnreadableJsonException.class)
        .hasNoCause()
        .message()
        .isNotEmpty()
        .doesNotContain("canary");
  }

  static JsonFields object(String text) {
    return StrictJson.readObject(text.getBytes(UTF_8));
  }

  private static byte[] nested(int depth) {
    return ("{\"a\":".repeat(depth - 1) + "{}" + "}".repeat(depth - 1)).getBytes(UTF_8);
  }

  private static byte[] padded(int length) {
    String object = "{\"a\":1}";
    return (object + " ".repeat(length - object.length())).getBytes(UTF_8);
  }

  private static byte[] concat(byte[]... parts) {
    byte[] all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
    int[] at = {0};
    IntStream.range(0, parts.length)
        .forEach(
            i -> {
              System.arraycopy(parts[i], 0, all, at[0], parts[i].length);
              at[0] += parts[i].length;
            });
    return all;
  }
}
