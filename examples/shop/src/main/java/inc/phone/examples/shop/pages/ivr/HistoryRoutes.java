package inc.phone.examples.shop.pages.ivr;

import inc.phone.examples.shop.pages.access.Flash;
import inc.phone.examples.shop.pages.audit.AuditEntry;
import inc.phone.examples.shop.pages.audit.AuditLog;
import inc.phone.examples.shop.pages.html.Pages;
import inc.phone.examples.shop.pages.html.Section;
import inc.phone.ivr.IvrConfig;
import inc.phone.ivr.store.SaveResult;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The revisions of the menu: what changed between two, and a way back to one. */
public final class HistoryRoutes {
  private static final String PATH = IvrRoutes.PATH + "/history";
  private static final int SHOWN = 100;

  /** Who did what is looked up among so many changes, the newest. */
  private static final int AUDITED = 1_000;

  private static final Set<String> SAVES = Set.of("menu.saved", "menu.restored");

  private final Pages pages;
  private final Menu menu;
  private final AuditLog audit;

  public HistoryRoutes(Pages pages, Menu menu, AuditLog audit) {
    this.pages = pages;
    this.menu = menu;
    this.audit = audit;
  }

  public void register(RoutesConfig routes) {
    routes.get(PATH, this::list);
    routes.post(PATH + "/restore", this::restore);
  }

  private void list(Context ctx) {
    Map<String, String> who = new HashMap<>();
    for (AuditEntry entry : audit.newest(AUDITED)) {
      if (SAVES.contains(entry.action())) {
        who.putIfAbsent(entry.subject(), entry.who());
      }
    }
    List<HistoryView.Entry> revisions =
        menu.history(SHOWN).stream()
            .map(
                saved ->
                    new HistoryView.Entry(
                        saved.revision(),
                        saved.savedAt(),
                        who.get(Long.toString(saved.revision()))))
            .toList();
    long latest = revisions.isEmpty() ? 0 : revisions.get(0).revision();
    long to = number(ctx.queryParam("to")).orElse(latest);
    long from = number(ctx.queryParam("from")).orElse(Math.max(0, to - 1));
    pages.show(
        ctx,
        "ivr/history.jte",
        Section.TELEFON,
        new HistoryView(revisions, from, to, changes(from, to)));
  }

  private @Nullable List<Change> changes(long from, long to) {
    Optional<IvrConfig> before = menu.revision(from);
    return before
        .flatMap(old -> menu.revision(to).map(now -> Change.between(old, now)))
        .orElse(null);
  }

  /** Restoring is saving what was before, so it is a revision like any other. */
  private void restore(Context ctx) {
    long revision = number(ctx.formParam("revision")).orElseThrow(() -> new NotFoundResponse());
    IvrConfig config = menu.revision(revision).orElseThrow(() -> new NotFoundResponse());
    SaveResult result =
        menu.save(
            config, number(ctx.formParam("current")).orElseThrow(() -> new NotFoundResponse()));
    String now = Long.toString(result.revision());
    String then = Long.toString(revision);
    switch (result.status()) {
      case SAVED -> {
        audit.note(ctx, "menu.restored", now);
        pages.goOn(ctx, PATH, Flash.good("history.restored", then, now));
      }
      case UNCHANGED -> pages.goOn(ctx, PATH, Flash.good("ivr.unchanged", now));
      case CONFLICT -> pages.goOn(ctx, PATH, Flash.bad("history.conflict"));
      case REFUSED -> pages.goOn(ctx, PATH, Flash.bad("history.refused", then));
    }
  }

  private static Optional<Long> number(@Nullable String sent) {
    String text = Objects.requireNonNullElse(sent, "");
    return text.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }
}
