package inc.phone.examples.shop.outbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.examples.shop.outbound.TwirpException.Kind;
import inc.phone.token.MediaAccess;
import inc.phone.token.MediaTokenIssuer;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * LiveKit's server API: Twirp, that is JSON by POST, with an access token of a minute.
 *
 * <p>Nothing is ever sent twice: no retries, no redirects, and a new connection for each request,
 * because of one that was kept open nobody knows whether it still is. Whether a request was sent is
 * known from its having a connection. Thread-safe.
 */
final class Twirp implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(1);
  private static final MediaType JSON = MediaType.get("application/json");
  private static final long MAX_ANSWER_BYTES = 64 * 1024;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** Twirp's words for trouble on the way, after which a request may have had its effect. */
  private static final Set<String> SAY_NOTHING =
      Set.of("canceled", "unknown", "deadline_exceeded", "internal", "unavailable", "dataloss");

  private final HttpUrl server;
  private final MediaTokenIssuer issuer;
  private final OkHttpClient http;

  /**
   * @param url LiveKit's address, {@code wss://…} as browsers have it, or {@code https://…}
   * @throws IllegalArgumentException if it is none
   */
  Twirp(String url, MediaTokenIssuer issuer, OkHttpClient http) {
    this.server = HttpUrl.get(url.replaceFirst("^ws", "http"));
    this.issuer = issuer;
    this.http =
        http.newBuilder()
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
            .connectTimeout(CONNECT)
            .addNetworkInterceptor(Twirp::markSent)
            .build();
  }

  /**
   * Sends a request; the future never completes later than the timeout, and fails with a {@link
   * TwirpException} only.
   */
  CompletableFuture<ObjectNode> send(
      String method, ObjectNode body, MediaAccess access, Duration timeout) {
    AtomicBoolean sent = new AtomicBoolean();
    Request request =
        new Request.Builder()
            .url(server.newBuilder().addPathSegments("twirp/livekit." + method).build())
            .header("Authorization", "Bearer " + issuer.issue(access, TOKEN_LIFETIME).text())
            .tag(AtomicBoolean.class, sent)
            .post(RequestBody.create(body.toString(), JSON))
            .build();
    OkHttpClient client = http.newBuilder().callTimeout(timeout).readTimeout(timeout).build();
    CompletableFuture<ObjectNode> answer = new CompletableFuture<>();
    client
        .newCall(request)
        .enqueue(
            new Callback() {
              @Override
              public void onResponse(Call call, Response response) {
                try (response) {
                  answer.complete(read(method, response));
                } catch (TwirpException e) {
                  answer.completeExceptionally(e);
                } catch (IOException e) {
                  onFailure(call, e);
                }
              }

              @Override
              public void onFailure(Call call, IOException e) {
                Kind kind = sent.get() ? Kind.UNKNOWN : Kind.NOT_SENT;
                String what = e.getClass().getSimpleName();
                answer.completeExceptionally(new TwirpException(kind, method + ": " + what, e));
              }
            });
    return answer;
  }

  private static ObjectNode read(String method, Response response)
      throws IOException, TwirpException {
    ObjectNode json = json(response.peekBody(MAX_ANSWER_BYTES).string());
    if (response.isSuccessful()) {
      return json;
    }
    String code = json.path("code").asText("");
    boolean fromTheNetwork = json.path("meta").has("sip_status_code"); // busy, declined, …
    boolean refused =
        code.matches("[a-z_]{1,40}") && (fromTheNetwork || !SAY_NOTHING.contains(code));
    throw new TwirpException(
        refused ? Kind.REFUSED : Kind.UNKNOWN,
        method + ": " + (refused ? code : response.code()),
        null);
  }

  private static ObjectNode json(String text) {
    try {
      if (MAPPER.readTree(text) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      // the status says enough
    }
    return MAPPER.createObjectNode();
  }

  private static Response markSent(Interceptor.Chain chain) throws IOException {
    AtomicBoolean sent = chain.request().tag(AtomicBoolean.class);
    if (sent != null) {
      sent.set(true);
    }
    return chain.proceed(chain.request());
  }

  @Override
  public void close() {
    http.dispatcher().cancelAll();
    http.dispatcher().executorService().shutdown();
  }
}
