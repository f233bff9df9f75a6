package dev.sluice.engine.fetch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that sends exactly the bytes that a test wants, and remembers what it was asked. */
final class RawServer implements AutoCloseable {

  private final ServerSocket listener;
  private final Answering answering;
  private final List<Socket> sockets = Collections.synchronizedList(new ArrayList<>());
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger connections = new AtomicInteger();

  /** What is done about a request; the connection stays open for the next one. */
  @FunctionalInterface
  interface Answering {
    void answer(OutputStream out, Socket socket) throws Exception;
  }

  RawServer(ServerSocket listener, Answering answering) {
    this.listener = listener;
    this.answering = answering;
    start(this::accept);
  }

  /** A server on a free port of 127.0.0.1. */
  static RawServer on(Answering answering) throws IOException {
    return new RawServer(new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")), answering);
  }

  /** A server that says the same to everyone. */
  static RawServer saying(String answer) throws IOException {
    return on((out, socket) -> out.write(answer.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      for (Socket socket = listener.accept(); ; socket = listener.accept()) {
        Socket accepted = socket;
        connections.incrementAndGet();
        sockets.add(accepted);
        start(() -> serve(accepted));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      StringBuilder request = new StringBuilder();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        request.append(line).append('\n');
        if (line.isEmpty()) {
          requests.add(request.toString());
          request.setLength(0);
          answering.answer(socket.getOutputStream(), socket);
        }
      }
    } catch (Exception clientLeft) {
      // The test sees it at the other end.
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  List<String> requests() {
    return List.copyOf(requests);
  }

  int connections() {
    return connections.get();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : List.copyOf(sockets)) {
      socket.close();
    }
  }
}
