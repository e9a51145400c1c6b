package inc.phone.examples.shop.pages.telefon;

import inc.phone.examples.shop.pages.html.Pages;
import inc.phone.examples.shop.pages.html.Section;
import inc.phone.examples.shop.pages.people.People;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.spi.CallFilter;
import inc.phone.webhooks.spi.CallQueries;
import inc.phone.webhooks.spi.Page;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Map;

/**
 * The tab with the call log. Its first page asks every other second whether a row is another one;
 * mostly it is told in no bytes that none is.
 */
public final class CallLogRoutes {
  private static final String PATH = "/admin/telefon/calls";
  private static final int PAGE = 25;

  private final Pages pages;
  private final CallQueries calls;
  private final String source;
  private final People people;
  private final Branches branches;
  private final Troubles troubles;

  public CallLogRoutes(
      Pages pages,
      CallQueries calls,
      String source,
      People people,
      Branches branches,
      Troubles troubles) {
    this.pages = pages;
    this.calls = calls;
    this.source = source;
    this.people = people;
    this.branches = branches;
    this.troubles = troubles;
  }

  public void register(RoutesConfig routes) {
    routes.get(PATH, this::list);
    routes.get("/admin/telefon/rows", this::rows);
  }

  private void list(Context ctx) {
    pages.show(ctx, "telefon/calls.jte", Section.TELEFON, view(ctx, troubles.count()));
  }

  private void rows(Context ctx) {
    CallsView view = view(ctx, 0);
    if (view.mark().equals(ctx.queryParam("mark"))) {
      ctx.status(HttpStatus.NO_CONTENT);
    } else {
      pages.showPart(ctx, "telefon/rows.jte", view);
    }
  }

  private CallsView view(Context ctx, int waiting) {
    Query query = new Query(ctx, "customer", "from", "to", Query.CURSOR);
    Page<CallRecord> page = page(query);
    Map<String, String> names = branches.names(pages.language(ctx));
    List<CallRow> rows =
        page.items().stream().map(call -> CallRow.of(call, people, names)).toList();
    String next = page.nextCursor() == null ? null : query.at(page.nextCursor());
    return new CallsView(rows, query, next, Integer.toHexString(rows.hashCode()), waiting);
  }

  /** A cursor that is not one of ours begins again. */
  private Page<CallRecord> page(Query query) {
    CallFilter filter =
        new CallFilter(
            query.orNull("customer"),
            query.dayStart("from", pages.zone()),
            query.dayEnd("to", pages.zone()));
    try {
      return calls.calls(source, filter, PAGE, query.orNull(Query.CURSOR));
    } catch (IllegalArgumentException e) {
      return calls.calls(source, filter, PAGE, null);
    }
  }
}
