package inc.phone.examples.shop.pages.ivr;

import inc.phone.examples.shop.pages.access.Flash;
import inc.phone.examples.shop.pages.access.Requests;
import inc.phone.examples.shop.pages.audit.AuditLog;
import inc.phone.examples.shop.pages.diagram.BranchCounts;
import inc.phone.examples.shop.pages.diagram.MenuDiagram;
import inc.phone.examples.shop.pages.html.Pages;
import inc.phone.examples.shop.pages.html.Section;
import inc.phone.ivr.IvrConfig;
import inc.phone.ivr.ValidationReport;
import inc.phone.ivr.store.SaveResult;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tab where the menu is made. The page has all that was typed, and nothing is kept here: each
 * button sends the whole form and gets it back, changed or saved.
 */
public final class IvrRoutes {
  static final String PATH = Section.TELEFON.path();

  private static final int UNPROCESSABLE = 422;
  private static final int CONFLICT = 409;

  private final Pages pages;
  private final Menu menu;
  private final BranchCounts counts;
  private final AuditLog audit;
  private final Clock clock;

  public IvrRoutes(Pages pages, Menu menu, BranchCounts counts, AuditLog audit, Clock clock) {
    this.pages = pages;
    this.menu = menu;
    this.counts = counts;
    this.audit = audit;
    this.clock = clock;
  }

  public void register(RoutesConfig routes) {
    routes.get(PATH, this::open);
    routes.post(PATH, this::change);
  }

  private void open(Context ctx) {
    IvrConfig config = menu.current();
    show(ctx, Draft.of(config.revision(), ConfigTree.of(config)), false, null);
  }

  private void change(Context ctx) {
    String command = Objects.requireNonNullElse(ctx.formParam("do"), "");
    Draft draft = draft(ctx, command);
    switch (command) {
      case "save" -> save(ctx, draft, draft.revision());
      case "overwrite" -> save(ctx, draft, number(ctx, "theirs"));
      case "json" -> show(ctx, draft.asJson(), false, null);
      case "form" -> show(ctx, draft.asForm(), !draft.fitsForm(), null);
      default -> show(ctx, draft, false, null);
    }
  }

  /** What was sent: a form if it has what the fields belong to, else the JSON itself. */
  private Draft draft(Context ctx, String command) {
    long revision = number(ctx, "revision");
    String base = ctx.formParam("base");
    if (base == null) {
      return Draft.typed(revision, Objects.requireNonNullElse(ctx.formParam("json"), ""));
    }
    ConfigTree tree = ConfigTree.read(base).orElseThrow(IvrRoutes::notOurs);
    String locale = Objects.requireNonNullElse(ctx.formParam("locale"), "");
    if (!FormInput.apply(tree, ctx.formParamMap())
        || !new FormAction(tree, pages.zone()).run(command, locale)) {
      throw notOurs();
    }
    return Draft.of(revision, tree);
  }

  private static BadRequestResponse notOurs() {
    return new BadRequestResponse("not a form of ours");
  }

  private static long number(Context ctx, String name) {
    String sent = Objects.requireNonNullElse(ctx.formParam(name), "");
    if (!sent.matches("[0-9]{1,18}")) {
      throw notOurs();
    }
    return Long.parseLong(sent);
  }

  private void save(Context ctx, Draft draft, long expected) {
    SaveResult result = menu.save(draft.config(), expected);
    String revision = Long.toString(result.revision());
    switch (result.status()) {
      case SAVED -> {
        audit.note(ctx, "menu.saved", revision);
        pages.goOn(ctx, PATH, Flash.good("ivr.saved", revision));
      }
      case UNCHANGED -> pages.goOn(ctx, PATH, Flash.good("ivr.unchanged", revision));
      case REFUSED -> show(ctx.status(UNPROCESSABLE), draft, true, null);
      case CONFLICT -> show(ctx.status(CONFLICT), draft, false, conflict(draft));
    }
  }

  private Conflict conflict(Draft draft) {
    IvrConfig current = menu.current();
    IvrConfig before = menu.revision(draft.revision()).orElse(current);
    return new Conflict(
        current.revision(),
        Change.between(before, current),
        Change.between(current, draft.config()));
  }

  private void show(Context ctx, Draft draft, boolean refused, @Nullable Conflict conflict) {
    ValidationReport report = menu.validate(draft.config());
    MenuEditor editor = null;
    Set<String> places = Set.of();
    ConfigTree tree = draft.tree();
    if (tree != null) {
      EditorBuilder builder = new EditorBuilder(tree);
      editor = builder.build(draft.config(), LocalDate.ofInstant(clock.instant(), pages.zone()));
      places = builder.places();
    }
    EditorView view =
        new EditorView(
            draft.revision(),
            draft.json(),
            editor,
            new Problems(report, places),
            refused,
            conflict,
            MenuDiagram.of(
                draft.config(), pages.language(ctx).code(), counts.ofLastMonth(), report));
    if (Requests.isFragment(ctx)) {
      pages.showPart(ctx, "ivr/editor.jte", view);
    } else {
      pages.show(ctx, "ivr/page.jte", Section.TELEFON, view);
    }
  }
}
