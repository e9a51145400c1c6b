package inc.phone.ivr;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.ivr.flow.IvrSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page for shop owners shows what the code does: its blocks are made by the code. */
class PageTest {
  private static final Path PAGE = Path.of("../docs/ivr.md");
  private static final Path SOURCE = Path.of("src/test/java/inc/phone/ivr/PageTest.java");

  // begin page
  private static IvrConfig example() {
    return IvrConfig.builder()
        .greeting("en", "Welcome to Example Shop. For sales, press 1. For support, press 2.")
        .branch("1", "Sales", IvrAction.forward("+4570707071", IvrAction.voicemail("sales")))
        .branch("2", "Support", IvrAction.voicemail("support"))
        .build();
  }

  // end page

  @Test
  void theJavaIsThatOfThisTest() throws IOException {
    String source = Files.readString(SOURCE);
    String code =
        source.substring(source.indexOf("// begin page\n") + 14, source.indexOf("  // end page"));

    assertThat(block("java")).isEqualTo(code.stripTrailing().stripIndent().strip() + "\n");
  }

  @Test
  void theJsonIsTheSameConfiguration() throws IOException {
    IvrConfig written = IvrConfig.parse(block("json"));

    assertThat(written).isEqualTo(example());
    assertThat(IvrValidator.strict().validate(written).issues()).isEmpty();
  }

  @Test
  void theDiagramIsMadeByTheCode() throws IOException {
    assertThat(block("mermaid")).isEqualTo(IvrDiagram.mermaid(example()));
  }

  @Test
  void theTranscriptIsMadeByTheCode() throws IOException {
    assertThat(block("text"))
        .isEqualTo(
            IvrSimulator.of(example())
                .from("+4520123456")
                .silence()
                .press("1")
                .noAnswer()
                .transcript());
  }

  @Test
  void everyRuleIsListed() throws IOException {
    assertThat(Files.readString(PAGE))
        .contains(
            Arrays.stream(Rule.values())
                .map(
                    rule ->
                        "| `"
                            + rule
                            + "` | "
                            + Words.lowerCase(rule.severity())
                            + " | "
                            + rule.hint()
                            + " |\n")
                .collect(Collectors.joining()));
  }

  private static String block(String language) throws IOException {
    Matcher block =
        Pattern.compile("```" + language + "\n(.*?)```\n", Pattern.DOTALL)
            .matcher(Files.readString(PAGE));
    assertThat(block.find()).as(language).isTrue();
    return block.group(1);
  }
}
