package inc.phone.examples.shop.pages.ivr;

import com.fasterxml.jackson.databind.JsonNode;
import inc.phone.examples.shop.pages.ivr.Input.Control;
import inc.phone.ivr.DayHours;
import inc.phone.ivr.IvrConfig;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads the form from the JSON, and remembers all places it shows. */
final class EditorBuilder {
  private static final int PREVIEW_DAYS = 7;

  /** Deeper fallbacks are left to the JSON. */
  private static final int MAX_ACTIONS = 4;

  private final ConfigTree tree;
  private final Set<String> locales;
  private final Set<String> places = new LinkedHashSet<>();

  EditorBuilder(ConfigTree tree) {
    this.tree = tree;
    this.locales = FormAction.locales(tree);
  }

  /** The places of all fields and parts; complete after {@link #build}. */
  Set<String> places() {
    return places;
  }

  MenuEditor build(IvrConfig config, LocalDate today) {
    List<MenuForm> menus = new ArrayList<>();
    for (Iterator<String> ids = tree.at("/menus").fieldNames(); ids.hasNext(); ) {
      String id = ids.next();
      MenuForm menu = menu(id);
      menus.add(menu.entry() ? 0 : menus.size(), menu);
    }
    HoursForm hours = tree.has("/hours") ? hours(config, today) : null;
    return new MenuEditor(field("/default_locale"), List.copyOf(locales), menus, hours);
  }

  private MenuForm menu(String id) {
    String at = part(ConfigTree.child("/menus", id));
    Texts greeting = prompts(at + "/greeting", "greeting");
    List<BranchForm> branches = new ArrayList<>();
    String list = part(at + "/branches");
    for (int i = 0; i < length(list); i++) {
      branches.add(branch(part(list + "/" + i)));
    }
    return new MenuForm(
        at,
        id,
        tree.text("/entry").equals(id),
        greeting,
        prompts(at + "/reprompt", "reprompt"),
        List.copyOf(branches),
        field(at + "/input/first_digit_timeout_ms"),
        field(at + "/no_input/max"),
        action(at + "/no_input/then", true, 1),
        field(at + "/invalid/max"),
        action(at + "/invalid/then", true, 1));
  }

  private BranchForm branch(String at) {
    return new BranchForm(
        at,
        tree.text(at + "/id"),
        field(at + "/digit"),
        lines(at + "/label", "label"),
        field(at + "/topic"),
        field(at + "/enabled"),
        action(at + "/action", false, 1));
  }

  private ActionForm action(String at, boolean optional, int depth) {
    Field type = field(at + "/type");
    String kind = type.value();
    List<String> kinds = new ArrayList<>(ActionKinds.all());
    if (!kind.isEmpty() && !ActionKinds.isKnown(kind)) {
      kinds.add(kind);
    }
    String next = ActionKinds.next(kind);
    boolean deeper = !next.isEmpty() && depth < MAX_ACTIONS;
    return new ActionForm(
        type,
        optional,
        List.copyOf(kinds),
        inputs(at, kind),
        texts(at, kind),
        deeper ? action(at + "/" + next, kind.equals("forward"), depth + 1) : null,
        next,
        hasMore(at, kind));
  }

  private List<Input> inputs(String at, String kind) {
    return switch (kind) {
      case "forward" ->
          List.of(
              input(at + "/to", "to", Control.PHONE),
              input(at + "/ring_timeout_secs", "ring", Control.NUMBER),
              input(at + "/caller_id", "caller_id", Control.CALLER));
      case "voicemail" ->
          List.of(
              input(at + "/mailbox", "mailbox", Control.TEXT),
              input(at + "/max_length_secs", "max_length", Control.NUMBER),
              input(at + "/transcribe", "transcribe", Control.FLAG));
      case "ai_receptionist" ->
          List.of(
              input(at + "/agent", "agent", Control.TEXT),
              input(at + "/limits/max_duration_secs", "max_duration", Control.NUMBER));
      case "menu" -> List.of(input(at + "/menu", "menu", Control.MENU));
      default -> List.of();
    };
  }

  private List<Texts> texts(String at, String kind) {
    return switch (kind) {
      case "voicemail" -> List.of(prompts(at + "/greeting", "mailbox_greeting"));
      case "ai_receptionist" ->
          List.of(
              prompts(at + "/first_message", "first_message"),
              texts(at + "/prompt", "prompt", true, ""));
      case "play", "hangup" -> List.of(prompts(at + "/prompt", "said"));
      default -> List.of();
    };
  }

  private boolean hasMore(String at, String kind) {
    return !ActionKinds.isKnown(kind)
        || tree.has(at + "/tools")
        || tree.has(at + "/handoffs")
        || tree.has(at + "/context");
  }

  private HoursForm hours(IvrConfig config, LocalDate today) {
    String at = part("/hours");
    List<HoursForm.Row> rows = new ArrayList<>();
    String weekly = part(at + "/weekly");
    for (int i = 0; i < length(weekly); i++) {
      rows.add(row(part(weekly + "/" + i)));
    }
    List<HoursForm.ExceptionForm> exceptions = new ArrayList<>();
    String days = part(at + "/exceptions");
    for (int i = 0; i < length(days); i++) {
      exceptions.add(exception(part(days + "/" + i)));
    }
    List<DayHours> preview =
        config.hours().map(h -> h.preview(today, PREVIEW_DAYS, config.zone())).orElse(List.of());
    return new HoursForm(
        field("/timezone"), rows, exceptions, action(at + "/closed", false, 1), preview);
  }

  private HoursForm.Row row(String at) {
    Set<String> days = new LinkedHashSet<>();
    tree.at(part(at + "/days")).forEach(day -> days.add(day.asText()));
    return new HoursForm.Row(at, days, field(at + "/from"), field(at + "/to"));
  }

  private HoursForm.ExceptionForm exception(String at) {
    List<HoursForm.Interval> intervals = new ArrayList<>();
    for (int i = 0; i < length(at + "/intervals"); i++) {
      String one = part(at + "/intervals/" + i);
      intervals.add(new HoursForm.Interval(one, field(one + "/from"), field(one + "/to")));
    }
    return new HoursForm.ExceptionForm(
        at,
        field(at + "/label"),
        date(at + "/from_date", "from_date"),
        date(at + "/to_date", "to_date"),
        field(at + "/closed"),
        List.copyOf(intervals));
  }

  /** What is no list has no parts that a button could add to. */
  private int length(String list) {
    return tree.at(list).isArray() ? tree.at(list).size() : 0;
  }

  /** A browser's own field for days would swallow what is none. */
  private Input date(String pointer, String label) {
    boolean readable = tree.text(pointer).matches("([0-9]{4}-[0-9]{2}-[0-9]{2})?");
    return input(pointer, label, readable ? Control.DATE : Control.TEXT);
  }

  private Texts prompts(String at, String label) {
    return texts(at, label, true, "/say");
  }

  private Texts lines(String at, String label) {
    return texts(at, label, false, "");
  }

  private Texts texts(String at, String label, boolean isLong, String inner) {
    Set<String> tags = new LinkedHashSet<>(locales);
    tree.at(part(at)).fieldNames().forEachRemaining(tags::add);
    List<Texts.Text> texts = new ArrayList<>();
    for (String tag : tags) {
      String place = ConfigTree.child(at, tag);
      JsonNode written = tree.at(place);
      boolean recorded = !inner.isEmpty() && written.has("audio_url") && !written.has("say");
      texts.add(new Texts.Text(tag, field(place + (recorded ? "/audio_url" : inner))));
    }
    return new Texts(at, label, isLong, List.copyOf(texts));
  }

  private Input input(String pointer, String label, Control control) {
    return new Input(field(pointer), label, control);
  }

  private Field field(String pointer) {
    return new Field(part(pointer), FormInput.shown(tree, pointer));
  }

  private String part(String pointer) {
    places.add(pointer);
    return pointer;
  }
}
