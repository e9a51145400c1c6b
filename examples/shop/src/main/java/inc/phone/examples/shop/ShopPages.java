package inc.phone.examples.shop;

import inc.phone.examples.shop.pages.FrontDoor;
import inc.phone.examples.shop.pages.LoginRoutes;
import inc.phone.examples.shop.pages.access.Guard;
import inc.phone.examples.shop.pages.access.Sessions;
import inc.phone.examples.shop.pages.access.Throttle;
import inc.phone.examples.shop.pages.audit.AuditLog;
import inc.phone.examples.shop.pages.audit.AuditRoutes;
import inc.phone.examples.shop.pages.customers.CustomerRoutes;
import inc.phone.examples.shop.pages.customers.Timeline;
import inc.phone.examples.shop.pages.dashboard.DashboardRoutes;
import inc.phone.examples.shop.pages.html.Pages;
import inc.phone.examples.shop.pages.html.SecurityHeaders;
import inc.phone.examples.shop.pages.integrations.IntegrationRoutes;
import inc.phone.examples.shop.pages.ivr.HistoryRoutes;
import inc.phone.examples.shop.pages.ivr.IvrRoutes;
import inc.phone.examples.shop.pages.ivr.TryRoutes;
import inc.phone.examples.shop.pages.people.People;
import inc.phone.examples.shop.pages.stats.CallStatistics;
import inc.phone.examples.shop.pages.storefront.Storefront;
import inc.phone.examples.shop.pages.telefon.Assignment;
import inc.phone.examples.shop.pages.telefon.Branches;
import inc.phone.examples.shop.pages.telefon.CallLogRoutes;
import inc.phone.examples.shop.pages.telefon.CallRoutes;
import inc.phone.examples.shop.pages.telefon.Listened;
import inc.phone.examples.shop.pages.telefon.TroubleRoutes;
import inc.phone.examples.shop.pages.telefon.Troubles;
import inc.phone.examples.shop.pages.telefon.VoicemailRoutes;
import inc.phone.examples.shop.pages.telefon.VoicemailRows;
import inc.phone.number.E164;
import inc.phone.webhooks.spi.CallQueries;
import io.javalin.config.RoutesConfig;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Puts the pages of the staff together. */
final class ShopPages {
  /** Enough for somebody who mistypes, too few for somebody who guesses. */
  private static final int LOGINS_PER_MINUTE = 10;

  private final List<Consumer<RoutesConfig>> routes;

  ShopPages(PageParts parts) {
    ShopConfig config = parts.config();
    Pages pages = new Pages(config.pages().zone(), () -> parts.settings().load().enabled());
    AuditLog audit = AuditLog.create(parts.database(), parts.clock());
    Sessions sessions = new Sessions(parts.clock(), new SecureRandom());
    Guard guard = new Guard(sessions);
    LoginRoutes login =
        new LoginRoutes(pages, guard, sessions, loginThrottle(), parts.admin()::isToken, audit);
    SecurityHeaders headers =
        new SecurityHeaders(() -> recordings(parts.settings().load().baseUrl()));
    this.routes =
        List.of(
            new FrontDoor(pages, headers, guard, login)::register,
            all -> menu(parts, pages, audit, all),
            all -> telefon(parts, pages, audit, all),
            all -> customers(parts, pages, all),
            new IntegrationRoutes(
                    pages,
                    parts.editor(),
                    new ShopConnection(parts.settings(), parts.client()),
                    parts.tokens(),
                    audit)
                ::register,
            new AuditRoutes(pages, audit)::register);
  }

  private static void menu(PageParts parts, Pages pages, AuditLog audit, RoutesConfig routes) {
    PhoneMenu menu = parts.menu();
    CallStatistics statistics =
        new CallStatistics(parts.store(), parts.source(), pages.zone(), parts.clock());
    new IvrRoutes(pages, menu, statistics::branchesOfLastMonth, audit, parts.clock())
        .register(routes);
    new TryRoutes(pages, menu).register(routes);
    new HistoryRoutes(pages, menu, audit).register(routes);
    new DashboardRoutes(pages, statistics, menu::current).register(routes);
  }

  private static void telefon(PageParts parts, Pages pages, AuditLog audit, RoutesConfig routes) {
    CallQueries calls = parts.store();
    String source = parts.source();
    People people = parts.customers();
    Branches branches = new MenuBranches(parts.menu());
    Listened listened = Listened.create(parts.database(), parts.clock());
    VoicemailRows rows = new VoicemailRows(people, listened);
    Troubles troubles = new ShopTroubles(parts.store(), source, parts.receiver(), parts.parked());
    Assignment assignment = parts.receiver().matcher()::assign;
    new VoicemailRoutes(pages, calls, source, rows, branches, listened, audit).register(routes);
    new CallLogRoutes(pages, calls, source, people, branches, troubles).register(routes);
    new CallRoutes(
            pages, calls, source, rows, people, branches, assignment, parts.recordings(), audit)
        .register(routes);
    new TroubleRoutes(pages, troubles, audit).register(routes);
  }

  private static void customers(PageParts parts, Pages pages, RoutesConfig routes) {
    Branches branches = new MenuBranches(parts.menu());
    E164 phone = parts.config().pages().widgetPhone();
    Timeline timeline =
        new Timeline(parts.store(), parts.source(), parts.customers(), parts.history());
    new CustomerRoutes(pages, parts.customers(), branches, timeline).register(routes);
    new Storefront(pages, branches, phone == null ? null : phone.toString()).register(routes);
  }

  void register(RoutesConfig all) {
    routes.forEach(some -> some.accept(all));
  }

  private static Throttle loginThrottle() {
    RejectionLimit limit = new RejectionLimit(LOGINS_PER_MINUTE);
    return new Throttle() {
      @Override
      public Duration waitOf(String address) {
        return limit.waitBefore(address);
      }

      @Override
      public void failed(String address) {
        Duration unused = limit.waitAfter(address);
      }
    };
  }

  /** A simulator's recordings are where its API is, without https. */
  private static String recordings(String baseUrl) {
    URI url = URI.create(baseUrl);
    return "http".equals(url.getScheme()) ? "http://" + url.getAuthority() : "";
  }
}
