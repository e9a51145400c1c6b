package inc.phone.webhooks.store;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Stands between a client and PostgreSQL, counts round trips, and breaks one COMMIT as told.
 *
 * <p>Understands just enough of the protocol: after the first message each has a type and a length,
 * and a driver that sends Sync waits for an answer. (It sends BEGIN ahead without waiting.)
 */
public final class TcpProxy implements AutoCloseable {
  /** What happens to a COMMIT. */
  public enum Fault {
    /** It never reaches the server. */
    CUT_BEFORE,
    /** The server answers, and the connection is closed instead. */
    CLOSE_AFTER,
    /** The server answers, and the connection is reset instead. */
    RESET_AFTER,
    /** The server answers, and nobody hears of it. */
    SWALLOW_REPLY
  }

  private final ServerSocket listener;
  private final int serverPort;
  private final AtomicInteger roundTrips = new AtomicInteger();
  private final AtomicReference<Fault> armed = new AtomicReference<>();

  /**
   * Opens a way to a server.
   *
   * @param serverPort its port on the loopback interface
   * @throws IOException if there is no port left
   */
  public TcpProxy(int serverPort) throws IOException {
    this.serverPort = serverPort;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  /**
   * Where to connect.
   *
   * @return the port
   */
  public int port() {
    return listener.getLocalPort();
  }

  /**
   * How often a client waited for the server so far.
   *
   * @return the number of round trips
   */
  public int roundTrips() {
    return roundTrips.get();
  }

  /**
   * Breaks the next COMMIT.
   *
   * @param fault how
   */
  public void arm(Fault fault) {
    armed.set(fault);
  }

  /**
   * Whether the fault is still to come.
   *
   * @return false if there is none or it happened
   */
  public boolean isArmed() {
    return armed.get() != null;
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void accept() throws IOException {
    while (!listener.isClosed()) {
      Socket client = listener.accept();
      client.setTcpNoDelay(true);
      Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
      server.setTcpNoDelay(true);
      AtomicReference<Fault> fault = new AtomicReference<>();
      start(() -> toServer(client, server, fault));
      start(() -> toClient(client, server, fault));
    }
  }

  private void toServer(Socket client, Socket server, AtomicReference<Fault> fault)
      throws IOException {
    try (server) {
      DataInputStream in = new DataInputStream(client.getInputStream());
      OutputStream out = server.getOutputStream();
      out.write(read(in));
      out.flush();
      while (true) {
        int type = in.read();
        if (type < 0) {
          return;
        }
        if (type == 'S') {
          roundTrips.incrementAndGet();
        }
        byte[] message = read(in);
        if (new String(message, StandardCharsets.ISO_8859_1).contains("COMMIT")) {
          Fault now = armed.getAndSet(null);
          if (now == Fault.CUT_BEFORE) {
            client.close();
            return;
          }
          fault.set(now);
        }
        out.write(type);
        out.write(message);
        out.flush();
      }
    }
  }

  private void toClient(Socket client, Socket server, AtomicReference<Fault> fault)
      throws IOException {
    InputStream in = server.getInputStream();
    OutputStream out = client.getOutputStream();
    byte[] buffer = new byte[8192];
    for (int size = in.read(buffer); size >= 0; size = in.read(buffer)) {
      if (fault.get() == null) {
        out.write(buffer, 0, size);
        out.flush();
      } else if (fault.get() != Fault.SWALLOW_REPLY) {
        if (fault.get() == Fault.RESET_AFTER) {
          client.setSoLinger(true, 0);
        }
        client.close();
        return;
      }
    }
    client.close();
  }

  private static byte[] read(DataInputStream in) throws IOException {
    byte[] length = in.readNBytes(4);
    if (length.length < 4) {
      throw new EOFException();
    }
    int size = ByteBuffer.wrap(length).getInt();
    byte[] message = new byte[size];
    System.arraycopy(length, 0, message, 0, 4);
    in.readFully(message, 4, size - 4);
    return message;
  }

  /** Work of one thread, which ends with its sockets. */
  @FunctionalInterface
  private interface Pump {
    void run() throws IOException;
  }

  private static void start(Pump pump) {
    Thread thread =
        new Thread(
            () -> {
              try {
                pump.run();
              } catch (IOException e) {
                // One end is gone, so the other one goes as well; that is what a proxy does.
              }
            },
            "tcp-proxy");
    thread.setDaemon(true);
    thread.start();
  }
}
