package inc.phone.examples.shop;

import inc.phone.ivr.store.IvrStoreException;
import inc.phone.webhooks.spi.OutcomeUnknownException;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Javalin as this shop needs it: JSON errors, no banner, no log of URLs, a graceful end. */
final class WebServer {
  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
  private static final long MAX_FORM_BYTES = 4 * 1024 * 1024; // other bodies are read by hand
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

  /**
   * Ids are opaque: an encoded slash in a path is part of one, and no path leads to a file here.
   */
  private static final UriCompliance ANY_ID =
      UriCompliance.DEFAULT.with(
          "ANY_ID",
          Violation.AMBIGUOUS_PATH_SEPARATOR,
          Violation.AMBIGUOUS_PATH_ENCODING,
          Violation.AMBIGUOUS_PATH_SEGMENT,
          Violation.SUSPICIOUS_PATH_CHARACTERS);

  private WebServer() {}

  static Javalin start(String host, int port, Consumer<RoutesConfig> routes) {
    return Javalin.create(
            config -> {
              configure(config);
              routes.accept(config.routes);
              errors(config.routes);
            })
        .start(host, port);
  }

  private static void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.http.maxRequestSize = MAX_FORM_BYTES;
    config.http.prefer405over404 = true;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.jetty.modifyServer(WebServer::endGracefully);
    config.jetty.modifyHttpConfiguration(
        http -> {
          http.setSendServerVersion(false);
          http.setUriCompliance(ANY_ID);
        });
    config.jetty.modifyServletContextHandler(WebServer::allowAnyId);
  }

  private static void endGracefully(Server server) {
    server.setStopTimeout(STOP_PATIENCE.toMillis());
    server.setHandler(new GracefulHandler());
    server.setErrorHandler(WebServer::unreadableRequest);
  }

  /** What Jetty refuses by itself; its own page would repeat the URL. */
  private static boolean unreadableRequest(Request request, Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    Content.Sink.write(response, true, "{\"error\":\"bad request\"}", callback);
    return true;
  }

  private static void allowAnyId(ServletContextHandler context) {
    context.getServletHandler().setDecodeAmbiguousURIs(true);
  }

  private static void errors(RoutesConfig routes) {
    routes.exception(BadRequestException.class, (e, ctx) -> Answers.error(ctx, 400, e.reason()));
    routes.exception(HttpResponseException.class, WebServer::known);
    routes.exception(OutcomeUnknownException.class, WebServer::unavailable);
    routes.exception(IvrStoreException.class, WebServer::unavailable);
    routes.exception(Exception.class, WebServer::unexpected);
  }

  private static void known(HttpResponseException e, Context ctx) {
    String reason = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    Answers.error(ctx, e.getStatus(), e.getStatus() == 404 ? "not found" : reason);
  }

  private static void unavailable(RuntimeException e, Context ctx) {
    LOG.atWarn().setCause(e).log("the database is in trouble");
    ctx.header("Retry-After", "5");
    Answers.error(ctx, 503, "temporarily unavailable");
  }

  private static void unexpected(Exception e, Context ctx) {
    LOG.atError().setCause(e).log("a request could not be answered");
    Answers.error(ctx, 500, "internal error");
  }
}
