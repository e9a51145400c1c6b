package inc.phone.examples.shop.pages.customers;

import inc.phone.examples.shop.pages.html.Pages;
import inc.phone.examples.shop.pages.html.Section;
import inc.phone.examples.shop.pages.people.People;
import inc.phone.examples.shop.pages.people.Person;
import inc.phone.examples.shop.pages.telefon.Branches;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The list of customers, and one customer. */
public final class CustomerRoutes {
  private static final String PATH = Section.CUSTOMERS.path();
  private static final int SHOWN = 100;

  private final Pages pages;
  private final People people;
  private final Branches branches;
  private final Timeline timeline;

  public CustomerRoutes(Pages pages, People people, Branches branches, Timeline timeline) {
    this.pages = pages;
    this.people = people;
    this.branches = branches;
    this.timeline = timeline;
  }

  public void register(RoutesConfig routes) {
    routes.get(PATH, this::list);
    routes.get(PATH + "/{customer_id}", this::show);
  }

  private void list(Context ctx) {
    String search = Objects.requireNonNullElse(ctx.queryParam("find"), "").strip();
    List<Person> found = people.search(search, SHOWN + 1);
    boolean more = found.size() > SHOWN;
    CustomersView view = new CustomersView(search, more ? found.subList(0, SHOWN) : found, more);
    pages.show(ctx, "customers/list.jte", Section.CUSTOMERS, view);
  }

  /** Somebody who has left the list still has the calls that were theirs. */
  private void show(Context ctx) {
    String id = ctx.pathParam("customer_id");
    Optional<Person> known = people.find(id);
    List<TimelineEntry> entries = timeline.of(id, branches.names(pages.language(ctx)));
    if (known.isEmpty() && entries.isEmpty()) {
      throw new NotFoundResponse();
    }
    Person person = known.orElseGet(() -> new Person(id, id, List.of()));
    pages.show(ctx, "customers/customer.jte", Section.CUSTOMERS, new CustomerView(person, entries));
  }
}
