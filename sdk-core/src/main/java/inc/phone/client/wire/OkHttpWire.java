package inc.phone.client.wire;

import inc.phone.client.wire.WireFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
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

/** One attempt, by OkHttp. The client given must not follow redirects or retry by itself. */
public final class OkHttpWire implements Wire {
  /** How much of an error's body is kept. */
  static final int MAX_ERROR_BYTES = 64 * 1024;

  private final OkHttpClient client;
  private final String baseUrl;
  private final int maxResponseBytes;

  /**
   * Creates the wire.
   *
   * @param client sends; not closed here
   * @param baseUrl scheme, host and port, without a slash at the end
   * @param maxResponseBytes longest answer after decompression; a longer one is a failure
   */
  public OkHttpWire(OkHttpClient client, String baseUrl, int maxResponseBytes) {
    this.client = client;
    this.baseUrl = baseUrl;
    this.maxResponseBytes = maxResponseBytes;
  }

  @Override
  public CompletableFuture<WireReply> send(WireRequest request) {
    Call call = client.newCall(toOkHttp(request));
    Attempt attempt = new Attempt(request);
    call.addEventListener(attempt);
    request.exchange().onStop(call::cancel);
    call.enqueue(attempt);
    return attempt.answer;
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
    // Most of these need a body, if an empty one; and DELETE without one would be re-sent on 503.
    return switch (request.method()) {
      case "POST", "PUT", "PATCH", "DELETE" -> new OneShotJson(new byte[0]);
      default -> null;
    };
  }

  private final class Attempt extends EventListener implements Callback {
    private final CompletableFuture<WireReply> answer = new CompletableFuture<>();
    private final WireRequest request;
    private volatile boolean sent;

    Attempt(WireRequest request) {
      this.request = request;
    }

    @Override
    public void requestHeadersStart(Call call) {
      sent = true;
      if (!request.isRead()) {
        request.exchange().sending();
      }
    }

    @Override
    public void onResponse(Call call, Response response) {
      WireReply reply;
      try (response) {
        reply = read(response);
      } catch (IOException e) {
        onFailure(call, e);
        return;
      } catch (WireFailure e) {
        answer.completeExceptionally(e);
        return;
      }
      answer.complete(reply); // after the response is closed: what depends on it may take long
    }

    @Override
    public void onFailure(Call call, IOException e) {
      answer.completeExceptionally(failure(e));
    }

    private WireReply read(Response response) throws IOException {
      int limit = response.isSuccessful() ? maxResponseBytes : MAX_ERROR_BYTES;
      InputStream in = response.body().byteStream();
      byte[] body = in.readNBytes(limit);
      if (response.isSuccessful() && body.length == limit && in.read() >= 0) {
        throw new WireFailure(Kind.TOO_LONG, "the answer is longer than " + limit + " bytes", null);
      }
      return new WireReply(response.code(), body, response.headers()::get);
    }

    private WireFailure failure(IOException e) {
      if (request.exchange().isStopped()) {
        return new WireFailure(Kind.STOPPED, "the call was stopped", e);
      }
      if (sent) {
        return new WireFailure(Kind.BROKEN, "the connection broke or stayed silent too long", e);
      }
      if (e instanceof SSLHandshakeException || e instanceof SSLPeerUnverifiedException) {
        return new WireFailure(Kind.NOT_TRUSTED, "no trusted TLS connection", e);
      }
      return new WireFailure(Kind.NOT_CONNECTED, "no connection", e);
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
