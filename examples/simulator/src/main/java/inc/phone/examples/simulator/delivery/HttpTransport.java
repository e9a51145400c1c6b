package inc.phone.examples.simulator.delivery;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.IntConsumer;

/** Sends over HTTP/1.1 with a fixed number of threads; redirects are not followed. */
public final class HttpTransport implements Transport, AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final HttpClient client;
  private final ExecutorService senders;
  private final Duration timeout;

  /**
   * A transport.
   *
   * @param connections how many requests are under way at once
   * @param timeout how long an answer may take
   */
  public HttpTransport(int connections, Duration timeout) {
    this.senders =
        Executors.newFixedThreadPool(connections, DaemonThreads.named("phoneinc-simulator-sender"));
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
  }

  @Override
  public void send(String url, Map<String, String> headers, byte[] body, IntConsumer onStatus) {
    try {
      senders.execute(() -> onStatus.accept(post(url, headers, body)));
    } catch (RejectedExecutionException e) { // closed
      onStatus.accept(NO_ANSWER);
    }
  }

  private int post(String url, Map<String, String> headers, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(timeout)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return NO_ANSWER;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return NO_ANSWER;
    }
  }

  @Override
  public void close() {
    senders.shutdownNow();
  }
}
