package inc.phone.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms of the menu editor that no page of ours has sent. */
class MenuFormsEndpointTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PATH = "/admin/telefon";
  private static final String DEEP = "/a".repeat(100_000);
  private static final Pattern BUTTON =
      Pattern.compile("name=\"do\" value=\"((?:add|remove)[^\"]*)\"");

  private static final List<String> COMMANDS =
      List.of(
          "save",
          "overwrite",
          "check",
          "form",
          "json",
          "dance",
          "add-locale",
          "remove-locale",
          "add-branch",
          "add-menu",
          "add-hours",
          "add-row",
          "add-exception",
          "add-interval",
          "remove");

  private static final List<String> PLACES =
      List.of(
          "",
          "/",
          "//",
          "///",
          ":",
          "~",
          "/~",
          "/~2",
          "x",
          "menus/root/branches",
          "/menus",
          "/menus/",
          "/menus//branches",
          "/menus/root",
          "/menus/root/branches",
          "/menus/root/branches/",
          "/menus/root/branches/0",
          "/menus/root/branches/0/action",
          "/menus/root/branches/-",
          "/menus/root/branches/-1/label",
          "/menus/root/branches/99999999999/label",
          "/menus/none/branches",
          "/entry",
          "/entry/x",
          "/hours",
          "/hours/",
          "/hours/exceptions",
          "/hours/exceptions/0",
          "/hours/exceptions/0/intervals",
          "/hours/exceptions/1/intervals",
          "/hours/exceptions/x/intervals",
          "/hours/weekly",
          "/hours/weekly/0/days",
          "/\u0000/\ud83d\ude00",
          "/menus" + "/a".repeat(70),
          DEEP,
          "/menus" + DEEP,
          "/hours/exceptions" + DEEP + "/intervals");

  private static final List<String> BASES =
      List.of(
          "{}",
          "{\"menus\":null,\"hours\":null,\"locales\":null}",
          "{\"menus\":[],\"hours\":[],\"locales\":{}}",
          "{\"menus\":[[],{}],\"hours\":\"x\",\"locales\":[1,null,[],\"\"]}",
          "{\"menus\":{\"root\":[]},\"hours\":{\"exceptions\":{\"0\":1},\"weekly\":{}}}",
          "{\"menus\":{\"root\":{\"branches\":{\"x\":1}}},\"hours\":{\"exceptions\":[1]}}",
          "{\"menus\":{\"root\":{\"branches\":[1,[],null]}},\"hours\":{\"exceptions\":[[]]}}",
          "{\"menus\":{\"\":{\"greeting\":{\"\":[]}}},\"hours\":{\"exceptions\":[{}]}}",
          "{\"menus\":" + nested(120) + "}",
          "{\"menus\":{\"root\":{\"greeting\":" + nested(900) + "}}}",
          "{\"menus\":" + nested(100_000) + "}");

  @TempDir static Path folder;
  private static TestShop shop;
  private static PagesClient staff;
  private static String token;
  private static String menu;

  @BeforeAll
  static void start() throws IOException {
    shop = TestShop.start(folder);
    staff = PagesClient.loggedIn(shop);
    token = staff.token("/admin/audit");
    ObjectNode config = (ObjectNode) shop.json("/ivr");
    config.set(
        "hours",
        JSON.readTree(
            """
            {"weekly": [{"days": ["mon"], "from": "09:00", "to": "17:00"}],
             "closed": {"type": "voicemail"},
             "exceptions": [{"id": "day-1", "from_date": "2026-12-24", "closed": false}]}
            """));
    menu = config.toString();
  }

  @AfterAll
  static void stop() {
    shop.close();
  }

  private static String nested(int depth) {
    return "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "add-branch",
        "add-branch:",
        "add-branch:/",
        "add-branch:x",
        "add-branch:menus/root/branches",
        "add-branch:/menus",
        "add-branch:/menus/root",
        "add-branch:/menus/none/branches",
        "add-branch:/menus/root/branches/0",
        "add-branch:/menus/root/branches/0/action/branches",
        "add-branch:/menus/root/greeting",
        "add-branch:/hours/exceptions/0/intervals",
        "add-branch:/entry/x/branches",
        "add-interval",
        "add-interval:",
        "add-interval:/",
        "add-interval:x",
        "add-interval:/hours",
        "add-interval:/hours/weekly",
        "add-interval:/hours/exceptions",
        "add-interval:/hours/exceptions/0",
        "add-interval:/hours/exceptions/0/label",
        "add-interval:/hours/exceptions/1/intervals",
        "add-interval:/hours/exceptions/-/intervals",
        "add-interval:/hours/exceptions/0/intervals/0",
        "add-interval:/menus/root/branches",
        "remove",
        "remove:",
        "remove:/",
        "remove:x",
        "remove:/menus",
        "remove:/entry",
      })
  void aPartIsAddedAndRemovedOnlyWhereItBelongs(String command) {
    assertThat(send(Map.of("base", menu, "do", command)).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"add-branch:", "add-interval:", "remove:", ""})
  void noPlaceIsAsDeepAsThat(String command) {
    for (String place : List.of(DEEP, "/menus" + DEEP, "/menus/root/greeting" + DEEP)) {
      Map<String, String> form =
          command.isEmpty()
              ? Map.of("base", menu, "do", "check", place, "typed")
              : Map.of("base", menu, "do", command + place);

      assertThat(send(form).statusCode()).as(command).isEqualTo(400);
    }
  }

  @Test
  void noMenuIsAsDeepAsThat() {
    for (int depth : List.of(150, 900, 100_000)) {
      Map<String, String> form =
          Map.of("base", "{\"x\":" + nested(depth) + "}", "do", "check", "/x", "typed");

      assertThat(send(form).statusCode()).as("%s", depth).isEqualTo(400);
    }
  }

  @Test
  void everyButtonOfThePageWorks() {
    Set<String> buttons = buttons(send(Map.of("base", menu, "do", "check")));
    assertThat(buttons)
        .contains("add-branch:/menus/root/branches", "add-interval:/hours/exceptions/0/intervals");
    for (String command : buttons) {
      HttpResponse<String> answer = send(Map.of("base", menu, "do", command, "locale", "sv"));

      assertThat(answer.statusCode()).as(command).isEqualTo(200);
    }
  }

  @Test
  void everyButtonOfAPageWithoutListsWorks() throws IOException {
    ObjectNode odd = (ObjectNode) JSON.readTree(menu);
    ((ObjectNode) odd.at("/hours")).putObject("exceptions").put("x", 1);
    Set<String> buttons = buttons(send(Map.of("base", odd.toString(), "do", "check")));
    assertThat(buttons).contains("add-branch:/menus/root/branches");
    for (String command : buttons) {
      HttpResponse<String> answer =
          send(Map.of("base", odd.toString(), "do", command, "locale", "sv"));

      assertThat(answer.statusCode()).as(command).isEqualTo(200);
    }
  }

  @Test
  void noFormIsAnInternalError() {
    List<String> failed = new ArrayList<>();
    for (String command : COMMANDS) {
      for (String place : PLACES) {
        check(failed, Map.of("base", menu, "do", command + ":" + place));
      }
      for (String base : BASES) {
        check(failed, Map.of("base", base, "do", command, "theirs", "0", "locale", "x/~y"));
        check(failed, Map.of("json", base, "do", command, "theirs", "0"));
      }
    }
    for (String base : BASES) {
      for (String place : PLACES) {
        check(failed, Map.of("base", base, "do", "add-branch:" + place));
        check(failed, Map.of("base", base, "do", "add-interval:" + place));
      }
    }
    assertThat(failed).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/max", "/type", "/days", "/menu", "/closed", "/max_length_secs"})
  void noFieldIsAnInternalError(String name) {
    List<String> failed = new ArrayList<>();
    for (String place : PLACES) {
      String field = TestShop.encode(place + name);
      for (String base : List.of(menu, BASES.get(0), BASES.get(6))) {
        check(failed, Map.of("base", base, "do", "check", field, "forward"));
      }
      check(failed, Map.of("base", menu, "do", "check", field, ""));
    }
    assertThat(failed).isEmpty();
  }

  private static void check(List<String> failed, Map<String, String> form) {
    int status = send(form).statusCode();
    if (status >= 500) {
      failed.add(status + " " + shortened(form.toString()));
    }
  }

  private static String shortened(String text) {
    return text.length() < 300 ? text : text.substring(0, 300) + "…";
  }

  private static HttpResponse<String> send(Map<String, String> form) {
    Map<String, String> all = new HashMap<>(form);
    all.put("revision", "0");
    return staff.post(PATH, token, all, "HX-Request", "true");
  }

  private static Set<String> buttons(HttpResponse<String> page) {
    Set<String> buttons = new LinkedHashSet<>();
    BUTTON.matcher(page.body()).results().forEach(found -> buttons.add(found.group(1)));
    return buttons;
  }
}
