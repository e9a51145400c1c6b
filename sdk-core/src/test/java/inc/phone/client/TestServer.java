package inc.phone.client;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;

/** A server on loopback that answers what the test queues. */
final class TestServer implements AutoCloseable {
  private final MockWebServer server = new MockWebServer();
  private final Queue<MockResponse> answers = new ConcurrentLinkedQueue<>();
  private volatile Runnable onRequest = () -> {};

  TestServer() {
    server.setServerSocketFactory(new WithoutDelay());
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            onRequest.run();
            MockResponse answer = answers.poll();
            return answer != null ? answer : new MockResponse.Builder().code(418).build();
          }
        });
    try {
      server.start();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getPort();
  }

  TestServer answers(int status, String json) {
    return answers(
        new MockResponse.Builder()
            .code(status)
            .addHeader("Content-Type", "application/json")
            .body(json)
            .build());
  }

  TestServer answers(int status, String json, String header, String value) {
    return answers(
        new MockResponse.Builder().code(status).addHeader(header, value).body(json).build());
  }

  int port() {
    return server.getPort();
  }

  TestServer answers(MockResponse response) {
    answers.add(response);
    return this;
  }

  /** Does this whenever a request came, before it is answered. */
  void onRequest(Runnable action) {
    this.onRequest = action;
  }

  /** Takes the request, does this, and never answers. */
  TestServer hangs(Runnable action) {
    onRequest(action);
    return answers(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
  }

  /** Takes the request and cuts the connection. */
  TestServer breaks() {
    return answers(
        new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());
  }

  RecordedRequest takeRequest() {
    try {
      RecordedRequest request = server.takeRequest(10, TimeUnit.SECONDS);
      if (request == null) {
        throw new AssertionError("no request came within 10 s");
      }
      return request;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static String body(RecordedRequest request) {
    return request.getBody() == null
        ? ""
        : new String(request.getBody().toByteArray(), StandardCharsets.UTF_8);
  }

  int requestCount() {
    return server.getRequestCount();
  }

  @Override
  public void close() {
    server.close();
  }

  /** Without this, Nagle's algorithm makes every answer with a body some 40 ms slower. */
  private static final class WithoutDelay extends ServerSocketFactory {
    @Override
    public ServerSocket createServerSocket() throws IOException {
      return new ServerSocket() {
        @Override
        public Socket accept() throws IOException {
          Socket socket = super.accept();
          socket.setTcpNoDelay(true);
          return socket;
        }
      };
    }

    @Override
    public ServerSocket createServerSocket(int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, java.net.InetAddress address) {
      throw new UnsupportedOperationException();
    }
  }
}
