package inc.phone.ivr;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.internal.json.StorableText;
import inc.phone.internal.json.StrictJson;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IvrDiagramTest {
  private static final String SAFE = "(?:[\\p{L}\\p{Nd}\\p{Nl} .,:()\\-+!?•…]|#[0-9]+;|<br/>)*";
  private static final Pattern MERMAID_LINE =
      Pattern.compile(
          "flowchart (?:TD|LR)"
              + "|  n[0-9]+(?:\\(\\[|\\{|\\[|\\[/|\\[\\[|\\()\""
              + SAFE
              + "\"(?:\\]\\)|\\}|\\]|/\\]|\\]\\]|\\))"
              + "|  n[0-9]+ (?:-- \""
              + SAFE
              + "\" -->|-\\. \""
              + SAFE
              + "\" \\.->) n[0-9]+"
              + "|  classDef problem stroke:#c00,stroke-width:3px"
              + "|  class n[0-9]+(?:,n[0-9]+)* problem");
  private static final String QUOTED = "\"(?:[^\"\\\\]|\\\\[\"\\\\n])*\"";
  private static final Pattern DOT_LINE =
      Pattern.compile(
          "digraph ivr \\{|\\}|  rankdir=(?:TB|LR);|  (?:node|edge) \\[.*\\];"
              + "|  n[0-9]+ \\[label="
              + QUOTED
              + "(?:, [a-z]+=(?:[a-z0-9]+|\"#cc0000\"))*\\];"
              + "|  n[0-9]+ -> n[0-9]+ \\[label="
              + QUOTED
              + "(?:, style=dashed)?\\];");

  @Test
  void drawsTheExampleInEveryFormat() {
    assertThat(IvrDiagram.mermaid(Golden.shop())).isEqualTo(Golden.text("shop.mmd"));
    assertThat(IvrDiagram.dot(Golden.shop())).isEqualTo(Golden.text("shop.dot"));
    assertThat(IvrDiagram.textTree(Golden.shop())).isEqualTo(Golden.text("shop.tree.txt"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"]; click n1 \"javascript:alert(1)\"",
        "<img src=x onerror=alert(1)>",
        "`code` **bold**",
        "end",
        "%%{init: {'theme':'dark'}}%%",
        "a --> b",
        "x\n  n1 --> n2",
        "\\\" ]; evil [label=\"",
        "{{a}} [b] (c) |d|",
        "\u202Eelbat\u202C\u0000\u0007\u2028",
        "\uD83D\uDE00 \uD800",
        "&quot;&lt;b&gt; #quot; #35;",
        "1. list",
        "- list",
        "\\N \\G \\n \\",
        "); subgraph x",
        "classDef problem fill:red"
      })
  void hostileTextsStayText(String hostile) {
    IvrConfig config =
        IvrConfig.builder()
            .greeting("da", hostile + " x")
            .branch(
                "1", hostile, IvrAction.aiReceptionist().agent(hostile).orElse(IvrAction.hangup()))
            .branch("2", hostile, IvrAction.ofJson("{\"type\":" + quoted(hostile) + "}"))
            .build();
    IvrConfig harmless =
        IvrConfig.builder()
            .greeting("da", "x x")
            .branch("1", "x", IvrAction.aiReceptionist().agent("x").orElse(IvrAction.hangup()))
            .branch("2", "x", IvrAction.ofJson("{\"type\":\"x\"}"))
            .build();

    assertThat(IvrDiagram.mermaid(config).lines())
        .hasSameSizeAs(IvrDiagram.mermaid(harmless).lines().toList())
        .allMatch(line -> MERMAID_LINE.matcher(line).matches());
    assertThat(IvrDiagram.dot(config).lines())
        .hasSameSizeAs(IvrDiagram.dot(harmless).lines().toList())
        .allMatch(line -> DOT_LINE.matcher(line).matches());
    assertThat(IvrDiagram.textTree(config).lines())
        .hasSameSizeAs(IvrDiagram.textTree(harmless).lines().toList());
    for (String diagram :
        List.of(IvrDiagram.mermaid(config), IvrDiagram.dot(config), IvrDiagram.textTree(config))) {
      assertThat(diagram).doesNotContain("\u202E", "\u0000", "\u0007", "\u2028");
    }
  }

  private static String quoted(String text) {
    return StrictJson.newObject().textNode(StorableText.repaired(text)).toString();
  }

  @Test
  void anyConfigurationIsDrawnInOneShape() {
    for (long seed = 0; seed < 500; seed++) {
      IvrConfig config = IvrConfig.parse(Mutations.text(Golden.text("shop.v1.json"), seed));
      DiagramOptions options =
          DiagramOptions.builder().issues(IvrValidator.strict().validate(config)).build();
      assertThat(IvrDiagram.mermaid(config, options).lines())
          .as("seed %d", seed)
          .allMatch(line -> MERMAID_LINE.matcher(line).matches());
      assertThat(IvrDiagram.dot(config, options).lines())
          .as("seed %d", seed)
          .allMatch(line -> DOT_LINE.matcher(line).matches());
      assertThat(IvrDiagram.textTree(config, options)).startsWith("Call\n");
    }
  }

  @Test
  void numbersAreMaskedUnlessAskedFor() {
    assertThat(IvrDiagram.mermaid(Golden.shop())).doesNotContain("4570707071");
    assertThat(
            IvrDiagram.mermaid(Golden.shop(), DiagramOptions.builder().maskNumbers(false).build()))
        .contains("+4570707071");
  }

  @Test
  void callsProblemsLanguageAndDirectionCanBeShown() {
    IvrConfig broken = Edit.set(Golden.shop(), "/menus/root/branches/1/digit", "\"1\"");
    DiagramOptions options =
        DiagramOptions.builder()
            .locale("en-GB")
            .leftToRight(true)
            .showPrompts(false)
            .counts(Map.of("sales", 42L))
            .issues(IvrValidator.strict().validate(broken))
            .build();

    String mermaid = IvrDiagram.mermaid(broken, options);

    assertThat(mermaid)
        .startsWith("flowchart LR\n")
        .contains("-- \"1 Sales (42)\" -->")
        .contains("[\"Menu root<br/>9 Repeat: repeat<br/>! E#95;DIGIT#95;DUPLICATE")
        .contains("  class ")
        .doesNotContain("Welcome");
    assertThat(IvrDiagram.dot(broken, options)).contains("rankdir=LR", "color=\"#cc0000\"");
  }

  @Test
  void keysAreDrawnInTheOrderOfTheKeypad() {
    IvrConfigBuilder builder = IvrConfig.builder().greeting("da", "x");
    for (String digit : List.of("#", "0", "*", "9", "1")) {
      builder.branch(digit, "k", IvrAction.voicemail("m" + digit.hashCode()));
    }

    assertThat(IvrDiagram.textTree(builder.build()).lines())
        .filteredOn(line -> line.contains(" k → "))
        .extracting(line -> line.replaceAll(".*─ (.) k .*", "$1"))
        .containsExactly("1", "9", "0", "*", "#");
  }

  @Test
  void menusNobodyReachesAreDrawnToo() {
    IvrConfig config = Edit.set(Golden.shop(), "/menus/root/branches/2/enabled", "false");

    assertThat(IvrDiagram.textTree(config).lines())
        .anyMatch(line -> line.startsWith("Menu delivery"));
  }
}
