package inc.phone.examples.simulator.http;

import inc.phone.examples.simulator.call.Company;
import inc.phone.examples.simulator.call.SimulatedCall;
import inc.phone.examples.simulator.subscription.Subscriptions;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server. */
public final class ApiServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);

  private final Javalin server;

  private ApiServer(Javalin server) {
    this.server = server;
  }

  /**
   * What the server shows and moves.
   *
   * @param subscriptions the webhooks
   * @param company employees and contacts
   * @param calls all calls so far
   * @param play begins more calls
   * @param statistics what was sent
   * @param truth the expected rows
   */
  public record Backend(
      Subscriptions subscriptions,
      Company company,
      Supplier<List<SimulatedCall>> calls,
      IntConsumer play,
      Supplier<Object> statistics,
      Supplier<Object> truth) {}

  /**
   * Starts a server.
   *
   * @param host the address to listen on
   * @param port the port, 0 for any that is free
   * @param apiKey what every request must carry
   * @param backend what it shows
   * @return the running server
   */
  public static ApiServer start(String host, int port, String apiKey, Backend backend) {
    return new ApiServer(
        Javalin.create(config -> configure(config, new ApiKey(apiKey), backend)).start(host, port));
  }

  private static void configure(JavalinConfig config, ApiKey key, Backend backend) {
    config.startup.showJavalinBanner = false;
    config.routes.before("/api/*", key::check);
    config.routes.before("/simulator/*", key::check);
    new WebhookRoutes(backend.subscriptions()).addTo(config.routes);
    new RecordRoutes(backend.company(), backend.calls()).addTo(config.routes);
    new ControlRoutes(backend.play(), backend.statistics(), backend.truth()).addTo(config.routes);
    config.routes.exception(
        ApiProblem.class,
        (problem, context) -> Answers.json(context, problem.status(), problem.body()));
    config.routes.exception(Exception.class, ApiServer::failed);
    config.routes.error(404, "*", ApiServer::notFound);
  }

  private static void failed(Exception failure, Context context) {
    LOG.error("request failed", failure);
    Answers.json(context, 500, ApiProblem.of(500, "Internal server error").body());
  }

  private static void notFound(Context context) {
    if (!"application/json".equals(context.res().getContentType())) {
      Answers.json(context, 404, ApiProblem.of(404, "Not found").body());
    }
  }

  /**
   * Where it listens.
   *
   * @return the port
   */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }
}
