package inc.phone.client;

import inc.phone.client.wire.OkHttpWire;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** Sockets and threads, shared by all clients derived from one. The host's own are never closed. */
final class Connections implements AutoCloseable {
  /** Requests under way at once that nobody waits for; more of them queue. */
  static final int MAX_BACKGROUND = 64;

  private final OkHttpClient client;
  private final boolean ours;
  private volatile boolean closed;

  private Connections(OkHttpClient client, boolean ours) {
    this.client = client;
    this.ours = ours;
  }

  /**
   * Prepares connections without opening any.
   *
   * @throws IllegalStateException if OkHttp is missing or too old
   */
  static Connections open(@Nullable OkHttpClient hosts) {
    try {
      OkHttpClient client = hosts != null ? hosts : new OkHttpClient();
      // Links what OkHttpWire needs, so that another version shows here and not at the first call.
      client
          .newCall(new Request.Builder().url("https://localhost/").build())
          .addEventListener(EventListener.NONE);
      if (hosts == null) {
        client.dispatcher().setMaxRequestsPerHost(MAX_BACKGROUND);
      }
      return new Connections(client, hosts == null);
    } catch (NoClassDefFoundError e) {
      throw new IllegalStateException(
          "PhoneIncClient needs OkHttp 5. On the module path add `requires okhttp3;` to your"
              + " module-info, or start with --add-modules okhttp3; on the class path add"
              + " com.squareup.okhttp3:okhttp-jvm",
          e);
    } catch (LinkageError e) {
      throw new IllegalStateException(
          "PhoneIncClient needs OkHttp 5.5, but another version comes first on the class path:"
              + " import com.squareup.okhttp3:okhttp-bom, so that every library uses the same one",
          e);
    }
  }

  OkHttpWire wire(
      String baseUrl, Duration connectTimeout, Duration readTimeout, int maxResponseBytes) {
    return new OkHttpWire(client, baseUrl, connectTimeout, readTimeout, maxResponseBytes);
  }

  /** The threads that carry background requests; after their end, the thread that asks. */
  Executor executor() {
    return task -> {
      try {
        client.dispatcher().executorService().execute(task);
      } catch (RejectedExecutionException e) {
        task.run();
      }
    };
  }

  void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the client is closed");
    }
  }

  @Override
  public void close() {
    closed = true;
    if (ours) {
      client.dispatcher().cancelAll();
      client.dispatcher().executorService().shutdown();
      client.connectionPool().evictAll();
    }
  }
}
