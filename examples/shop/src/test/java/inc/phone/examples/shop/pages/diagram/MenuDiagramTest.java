package inc.phone.examples.shop.pages.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.ivr.IvrAction;
import inc.phone.ivr.IvrConfig;
import inc.phone.ivr.IvrConfigBuilder;
import inc.phone.ivr.IvrValidator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MenuDiagramTest {
  private static final IvrConfig SIMPLE =
      IvrConfig.builder()
          .greeting("en", "Hello. For help, press 2.")
          .branch("2", "Help", IvrAction.forward("+4570707071", IvrAction.voicemail("help")))
          .branch("1", "Sales", IvrAction.voicemail("sales"))
          .build();

  @Test
  void drawsTheMenuFromTheCallToItsEnds() {
    DiagramView view = draw(SIMPLE, Map.of());

    assertThat(view.nodes())
        .extracting(node -> node.depth() + " " + node.key() + node.edge() + " " + node.kind())
        .containsExactly(
            "0  call",
            "1 answer menu",
            "2 1 voicemail",
            "2 2 forward",
            "3 no_answer voicemail",
            "2 otherwise voicemail");
    assertThat(view.nodes()).extracting(DiagramNode::parentRow).containsExactly(-1, 0, 1, 1, 3, 1);
    assertThat(view.nodes()).allMatch(node -> node.end() <= view.width());
  }

  @Test
  void showsHowOftenBranchesWereChosen() {
    DiagramView view = draw(SIMPLE, Map.of("b-2", 8L));

    assertThat(view.nodes().get(3).count()).isEqualTo(8);
    assertThat(view.nodes().get(3).share()).isEqualTo(1.0);
    assertThat(view.nodes().get(2).count()).isZero();
    assertThat(view.nodes().get(4).count()).isNull();
  }

  @Test
  void marksWhatIsWrongWhereItIs() {
    IvrConfig wrong = IvrConfig.parse(SIMPLE.toJson().replace("+4570707071", "7070"));

    List<DiagramNode> nodes = draw(wrong, Map.of()).nodes();

    assertThat(nodes.get(3).mark()).isEqualTo("bad");
    assertThat(nodes.get(0).mark()).isEmpty();
    assertThat(nodes.get(4).mark()).isEmpty();
  }

  @Test
  void menusThatLeadInCirclesAreDrawnOnce() {
    IvrConfigBuilder builder = IvrConfig.builder().greeting("en", "Hello.");
    IvrConfig circle =
        IvrConfig.parse(
            builder
                .branch("1", "Again", IvrAction.voicemail("x"))
                .build()
                .toJson()
                .replace(
                    "{\"type\":\"voicemail\",\"mailbox\":\"x\"}",
                    "{\"type\":\"menu\",\"menu\":\"root\"}"));

    assertThat(draw(circle, Map.of()).nodes()).extracting(DiagramNode::kind).contains("again");
  }

  @Test
  void everyConfigurationCanBeDrawn() {
    StringBuilder menus = new StringBuilder();
    for (int i = 0; i < 90; i++) {
      menus
          .append("\"m")
          .append(i)
          .append("\":{\"greeting\":{},\"branches\":[")
          .append("{\"digit\":\"1\",\"action\":{\"type\":\"menu\",\"menu\":\"m")
          .append(i + 1)
          .append("\"}}]},");
    }
    for (String json :
        List.of(
            "{}",
            "no json",
            "{\"menus\":{\"root\":{\"branches\":[{},{\"digit\":\"##\"}]}},\"hours\":{}}",
            "{\"entry\":\"m0\",\"menus\":{" + menus + "\"x\":{}}}")) {
      DiagramView view = draw(IvrConfig.parse(json), Map.of("b-1", 1L));

      assertThat(view.nodes()).isNotEmpty().hasSizeLessThan(200);
      assertThat(view.nodes()).allMatch(node -> node.width() > 60);
    }
  }

  private static DiagramView draw(IvrConfig config, Map<String, Long> counts) {
    return MenuDiagram.of(config, "en", counts, IvrValidator.strict().validate(config));
  }
}
