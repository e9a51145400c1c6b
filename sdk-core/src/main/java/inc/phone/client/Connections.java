package inc.phone.client;

import inc.phone.client.wire.OkHttpWire;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** Sockets and threads, shared by all clients derived from one. The host's own are never closed. */
final class Connections implements AutoCloseable {
  /** Calls under way at once; more of them queue, and their deadline runs. */
  static final int MAX_CALLS = 64;

  private static final AtomicInteger THREADS = new AtomicInteger();
  private static final Duration IDLE_THREAD = Duration.ofSeconds(60);

  private final OkHttpClient client;
  private final boolean ours;
  private volatile boolean closed;

  private Connections(OkHttpClient client, boolean ours) {
    this.client = client;
    this.ours = ours;
  }

  /**
   * Opens connections lazily; this only prepares them.
   *
   * @throws IllegalStateException if OkHttp is missing or too old
   */
  static Connections open(@Nullable OkHttpClient hosts) {
    try {
      OkHttpClient client =
          hosts != null ? hosts : new OkHttpClient.Builder().dispatcher(dispatcher()).build();
      // Links what OkHttpWire needs, so that another version shows here and not at the first call.
      client
          .newCall(new Request.Builder().url("https://localhost/").build())
          .addEventListener(EventListener.NONE);
      return new Connections(client, hosts == null);
    } catch (NoClassDefFoundError e) {
      throw new IllegalStateException(
          "PhoneIncClient needs OkHttp 5. On the module path add `requires okhttp3;` to your"
              + " module-info, or start with --add-modules okhttp3; on the class path add"
              + " com.squareup.okhttp3:okhttp-jvm",
          e);
    } catch (LinkageError e) {
      throw new IllegalStateException(
          "PhoneIncClient needs OkHttp 5, but another version comes first on the class path:"
              + " import com.squareup.okhttp3:okhttp-bom of version 5, so that every library uses"
              + " the same one",
          e);
    }
  }

  private static Dispatcher dispatcher() {
    ThreadFactory daemons =
        task -> {
          Thread thread = new Thread(task, "phone-inc-client-" + THREADS.incrementAndGet());
          thread.setDaemon(true); // a forgotten close() must not keep a program alive
          return thread;
        };
    Dispatcher dispatcher =
        new Dispatcher(
            new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE_THREAD.toSeconds(),
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                daemons));
    dispatcher.setMaxRequests(MAX_CALLS);
    dispatcher.setMaxRequestsPerHost(MAX_CALLS);
    return dispatcher;
  }

  OkHttpWire wire(
      String baseUrl, Duration connectTimeout, Duration readTimeout, int maxResponseBytes) {
    OkHttpClient configured =
        client
            .newBuilder()
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            .callTimeout(Duration.ZERO) // the deadline of the whole call is DeadlineWire's
            .connectTimeout(connectTimeout)
            .readTimeout(readTimeout)
            .writeTimeout(readTimeout)
            .build();
    return new OkHttpWire(configured, baseUrl, maxResponseBytes);
  }

  /** Where timers and token sources run; after the end, on the thread that asks. */
  Executor executor() {
    Executor threads = client.dispatcher().executorService();
    return task -> {
      try {
        threads.execute(task);
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
