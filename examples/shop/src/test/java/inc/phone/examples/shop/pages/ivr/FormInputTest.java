package inc.phone.examples.shop.pages.ivr;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.ivr.IvrConfig;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FormInputTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
  private static final String BRANCH = "/menus/root/branches/0";

  static Stream<IvrConfig> samples() {
    return Samples.all();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void savingWhatNobodyChangedChangesNothing(IvrConfig config) {
    Random random = new Random(8);
    for (int round = 0; round < 40; round++) {
      ConfigTree tree = ConfigTree.of(config);
      for (int i = 0; i < round; i++) {
        scatter(tree.at(""), random);
      }
      String before = tree.toString();

      FormInput.apply(tree, sentBack(tree));

      assertThat(tree).hasToString(before);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyChangeOfOneFieldLeavesTheRestAsItWas(IvrConfig config) {
    ConfigTree original = ConfigTree.of(config);
    Map<String, List<String>> shown = sentBack(original);
    for (String place : shown.keySet()) {
      ConfigTree tree = ConfigTree.of(config);
      Map<String, List<String>> sent = new HashMap<>(shown);
      sent.put(place, List.of(place.endsWith("/days") ? "sun" : "voicemail"));

      FormInput.apply(tree, sent);

      String part =
          place.endsWith("/type") || place.endsWith("/max") ? ConfigTree.parent(place) : place;
      assertThat(without(tree, part)).as(place).isEqualTo(without(original, part));
    }
  }

  @Test
  void typesAreThoseOfTheField() {
    ConfigTree tree = ConfigTree.of(Samples.shop());
    type(tree, BRANCH + "/action/ring_timeout_secs", " 40 ");
    type(tree, BRANCH + "/enabled", "false");
    type(tree, BRANCH + "/digit", " 7 ");
    type(tree, "/menus/root/greeting/da-DK/say", " Hej\r\nmed dig ");

    assertThat(tree.at(BRANCH + "/action/ring_timeout_secs").intValue()).isEqualTo(40);
    assertThat(tree.at(BRANCH + "/enabled").isBoolean()).isTrue();
    assertThat(tree.text(BRANCH + "/enabled")).isEqualTo("false");
    assertThat(tree.text(BRANCH + "/digit")).isEqualTo("7");
    assertThat(tree.text("/menus/root/greeting/da-DK/say")).isEqualTo(" Hej\nmed dig ");
  }

  @Test
  void whatIsNoNumberStaysAsItWasTyped() {
    ConfigTree tree = ConfigTree.of(Samples.shop());
    type(tree, BRANCH + "/action/ring_timeout_secs", "half a minute");

    assertThat(tree.text(BRANCH + "/action/ring_timeout_secs")).isEqualTo("half a minute");
    assertThat(tree.config().problems())
        .extracting(issue -> issue.code() + " " + issue.pointer())
        .containsExactly("E_TYPE " + BRANCH + "/action/ring_timeout_secs");
  }

  @Test
  void emptyFieldsGoWithWhatWasAroundThemAlone() {
    ConfigTree tree = ConfigTree.of(Samples.shop());
    type(tree, BRANCH + "/label/da-DK", "");
    type(tree, BRANCH + "/label/en-GB", " ");
    type(tree, "/menus/root/reprompt/da-DK/say", "");

    assertThat(tree.has(BRANCH + "/label")).isFalse();
    assertThat(tree.at("/menus/root/reprompt").size()).isEqualTo(1);
    assertThat(tree.has(BRANCH)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "0, forward, voicemail, to",
    "0, forward, ai_receptionist, to",
    "1, ai_receptionist, forward, tools",
    "1, ai_receptionist, menu, fallback"
  })
  void anotherKindKeepsWhatIsUnknownAndWhatFollows(int index, String from, String to, String gone) {
    ConfigTree tree = ConfigTree.of(Samples.shop());
    String action = "/menus/root/branches/" + index + "/action";
    tree.set(action + "/x-unknown", "kept");
    JsonNode follows = tree.at(action + "/" + ActionKinds.next(from)).deepCopy();

    type(tree, action + "/type", to);

    assertThat(tree.text(action + "/type")).isEqualTo(to);
    assertThat(tree.text(action + "/x-unknown")).isEqualTo("kept");
    assertThat(tree.has(action + "/" + gone)).isFalse();
    String next = ActionKinds.next(to);
    if (!next.isEmpty()) {
      assertThat(tree.at(action + "/" + next)).isEqualTo(follows);
    }
  }

  @Test
  void daysThatTheFormDoesNotKnowStay() {
    ConfigTree tree = ConfigTree.of(Samples.all().toList().get(2));
    FormInput.apply(tree, Map.of("/hours/weekly/0/days", List.of("", "sun", "mon")));

    assertThat(tree.at("/hours/weekly/0/days"))
        .extracting(JsonNode::asText)
        .containsExactly("mon", "sun", "holiday");
  }

  @Test
  void placesThatAreNotThereDoNoHarm() {
    ConfigTree tree = ConfigTree.of(Samples.shop());
    String before = tree.toString();
    Map<String, List<String>> sent = new HashMap<>();
    sent.put("/menus/root/branches/99/digit", List.of("1"));
    sent.put("/menus/root/branches/x/digit", List.of("1"));
    sent.put("/menus/root/branches/99/action/type", List.of("menu"));
    sent.put("/menus/root/branches/0/topic/deeper", List.of(""));
    sent.put("menus", List.of("none"));
    sent.put("/menus/root/branches/0/label/da-DK", List.of());

    FormInput.apply(tree, sent);

    assertThat(tree).hasToString(before);
  }

  @Test
  void aNewMenuIsMadeWhereItIsChosen() {
    ConfigTree tree = ConfigTree.of(Samples.shop());
    type(tree, "/menus/root/branches/2/action/menu", FormInput.NEW_MENU);

    assertThat(tree.text("/menus/root/branches/2/action/menu")).isEqualTo("menu-2");
    assertThat(tree.at("/menus/menu-2/branches").size()).isEqualTo(1);
  }

  /** What a browser sends of a form in which nobody typed: lines without their breaks. */
  private static Map<String, List<String>> sentBack(ConfigTree tree) {
    EditorBuilder builder = new EditorBuilder(tree);
    MenuEditor unused = builder.build(tree.config(), TODAY);
    Map<String, List<String>> sent = new HashMap<>();
    for (String place : builder.places()) {
      JsonNode node = tree.at(place);
      if (place.endsWith("/days")) {
        List<String> days = new ArrayList<>(List.of(""));
        node.forEach(day -> days.add(day.asText()));
        days.retainAll(List.of("", "mon", "tue", "wed", "thu", "fri", "sat", "sun"));
        sent.put(place, days);
      } else if (!node.isContainerNode() && !isPart(place)) {
        String shown = FormInput.shown(tree, place);
        boolean line = !place.endsWith("/say");
        sent.put(
            place, List.of(line ? shown.replaceAll("[\r\n]", "") : shown.replace("\n", "\r\n")));
      }
    }
    return sent;
  }

  /** Parts of the form that are not in the JSON yet. */
  private static boolean isPart(String place) {
    return place.matches(
        ".*/(branches|weekly|exceptions|greeting|reprompt|label|first_message|then|no_answer"
            + "|fallback|closed|action|prompt)(/[0-9]+)?|/menus/[^/]*|/hours");
  }

  private static JsonNode without(ConfigTree tree, String place) {
    ConfigTree copy = ConfigTree.read(tree.toString()).orElseThrow();
    for (String at = place; at.length() > 1; at = ConfigTree.parent(at)) {
      copy.remove(at);
      if (at.chars().filter(c -> c == '/').count() <= 3) {
        break;
      }
    }
    return copy.at("");
  }

  private static void type(ConfigTree tree, String place, String text) {
    FormInput.apply(tree, Map.of(place, List.of(text)));
  }

  /** Puts something that nobody knows into some object. */
  private static void scatter(JsonNode node, Random random) {
    List<JsonNode> children = new ArrayList<>();
    node.forEach(children::add);
    children.removeIf(child -> !child.isContainerNode());
    if (children.isEmpty() || random.nextInt(3) == 0) {
      if (node instanceof ObjectNode object) {
        object.put("x" + random.nextInt(100), random.nextInt());
      } else if (node instanceof ArrayNode array) {
        array.addObject().put("x", "y");
      }
    } else {
      scatter(children.get(random.nextInt(children.size())), random);
    }
  }
}
