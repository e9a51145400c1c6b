package inc.phone.client.wire;

import inc.phone.client.wire.WireFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.EventListener;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** One attempt, by OkHttp, which by itself neither follows redirects nor sends anything twice. */
public final class OkHttpWire implements Wire {
  /** How much of an error's body is kept. */
  static final int MAX_ERROR_BYTES = 64 * 1024;

  private static final String RETRY_AFTER = "Retry-After";
  private static final String HIDDEN_RETRY_AFTER = "Phone-Inc-Retry-After";

  private final OkHttpClient client;
  private final String baseUrl;
  private final int maxResponseBytes;

  /**
   * Creates the wire.
   *
   * @param client sends; not closed here; this wire uses a copy with settings of its own
   * @param baseUrl scheme, host and port, without a slash at the end
   * @param connectTimeout for opening a connection
   * @param readTimeout for silence of the other side, in either direction
   * @param maxResponseBytes longest answer after decompression; a longer one is a failure
   */
  public OkHttpWire(
      OkHttpClient client,
      String baseUrl,
      Duration connectTimeout,
      Duration readTimeout,
      int maxResponseBytes) {
    this.client =
        client
            .newBuilder()
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            .callTimeout(Duration.ZERO) // the deadline of the whole call is DeadlineWire's
            .connectTimeout(connectTimeout)
            .readTimeout(readTimeout)
            .writeTimeout(readTimeout)
            .addNetworkInterceptor(chain -> hideRetryAfter(chain.proceed(chain.request())))
            .build();
    this.baseUrl = baseUrl;
    this.maxResponseBytes = maxResponseBytes;
  }

  @Override
  public CompletableFuture<WireReply> send(WireRequest request) {
    Call call = client.newCall(toOkHttp(request));
    Attempt attempt = new Attempt(request);
    call.addEventListener(attempt);
    request.exchange().onStop(reason -> call.cancel());
    if (request.exchange().isBlocking()) {
      attempt.runHere(call);
    } else {
      call.enqueue(attempt);
    }
    return attempt.answer;
  }

  /**
   * A 503 with {@code Retry-After: 0} makes OkHttp send the request again by itself, and one with
   * more digits than an int has makes it throw. What it does not see it leaves to us.
   */
  private static Response hideRetryAfter(Response response) {
    String value = response.header(RETRY_AFTER);
    return value == null
        ? response
        : response.newBuilder().removeHeader(RETRY_AFTER).header(HIDDEN_RETRY_AFTER, value).build();
  }

  private Request toOkHttp(WireRequest request) {
    Request.Builder builder =
        new Request.Builder()
            .url(baseUrl + request.target())
            .method(request.method(), body(request));
    request.headers().forEach(builder::header);
    return builder.build();
  }

  private static @Nullable RequestBody body(WireRequest request) {
    if (request.body() != null) {
      return new OneShotJson(request.body());
    }
    // OkHttp insists on a body for most of these; an empty one is what HTTP means by none.
    return switch (request.method()) {
      case "POST", "PUT", "PATCH", "DELETE" -> new OneShotJson(new byte[0]);
      default -> null;
    };
  }

  private final class Attempt extends EventListener implements Callback {
    private final CompletableFuture<WireReply> answer = new CompletableFuture<>();
    private final Exchange exchange;
    private final boolean read;
    private final boolean effectBefore;
    private volatile boolean sent;

    Attempt(WireRequest request) {
      this.exchange = request.exchange();
      this.read = request.isRead();
      this.effectBefore = exchange.mayHaveTakenEffect();
    }

    void runHere(Call call) {
      try {
        onResponse(call, call.execute());
      } catch (Exception e) { // Kotlin declares nothing: interrupts and interceptors throw anything
        if (e instanceof InterruptedException) {
          Thread.currentThread().interrupt();
        }
        fail(call, e);
      }
    }

    @Override
    public void requestHeadersStart(Call call) {
      sent = true;
      if (!read) {
        exchange.mayHaveTakenEffect(true);
      }
    }

    @Override
    public void onResponse(Call call, Response response) {
      WireReply reply;
      try (response) {
        reply = read(response);
      } catch (IOException | WireFailure e) {
        fail(call, e);
        return;
      }
      if (reply.status() >= 400 && reply.status() < 500) {
        exchange.mayHaveTakenEffect(effectBefore); // this attempt was refused
      }
      answer.complete(reply); // after the response is closed: what depends on it may take long
    }

    @Override
    public void onFailure(Call call, IOException e) {
      fail(call, e);
    }

    private WireReply read(Response response) throws IOException {
      int limit = response.isSuccessful() ? maxResponseBytes : MAX_ERROR_BYTES;
      InputStream in = response.body().byteStream();
      byte[] body = in.readNBytes(limit);
      if (response.isSuccessful() && body.length == limit && in.read() >= 0) {
        throw new WireFailure(Kind.TOO_LONG, null);
      }
      return new WireReply(response.code(), body, name -> header(response, name));
    }

    private @Nullable String header(Response response, String name) {
      return response.header(name.equalsIgnoreCase(RETRY_AFTER) ? HIDDEN_RETRY_AFTER : name);
    }

    private void fail(Call call, Exception e) {
      exchange.stopIfInterrupted();
      WireFailure stopped = exchange.whyStopped();
      answer.completeExceptionally(stopped != null ? stopped : failure(call, e));
    }

    private WireFailure failure(Call call, Exception e) {
      if (e instanceof WireFailure failure) {
        return failure;
      }
      if (call.isCanceled()) {
        return new WireFailure(Kind.STOPPED, e); // not by us: the client was closed
      }
      if (!(e instanceof IOException)) {
        return new WireFailure(Kind.CLIENT_FAILED, e);
      }
      if (sent) {
        return new WireFailure(Kind.BROKEN, e);
      }
      if (e instanceof SSLHandshakeException || e instanceof SSLPeerUnverifiedException) {
        return new WireFailure(Kind.NOT_TRUSTED, e);
      }
      return new WireFailure(Kind.NOT_CONNECTED, e);
    }
  }

  /** OkHttp repeats some requests by itself, even told not to; a body it may read once stops it. */
  private static final class OneShotJson extends RequestBody {
    private static final @Nullable MediaType JSON = MediaType.parse("application/json");
    private final byte[] bytes;

    OneShotJson(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public @Nullable MediaType contentType() {
      return bytes.length == 0 ? null : JSON;
    }

    @Override
    public long contentLength() {
      return bytes.length;
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sink.write(bytes);
    }
  }
}
