package dev.sluice.testweb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Two clients: one that speaks HTTP, one that shows the raw bytes. */
final class Clients {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  HttpResponse<byte[]> ask(String url) throws IOException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url))
              .timeout(Duration.ofSeconds(5))
              .header("User-Agent", "sluice-test")
              .build();
      return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  String text(String url) {
    try {
      return new String(ask(url).body(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(url, e);
    }
  }

  static Socket connect(String url) throws IOException {
    URI uri = URI.create(url);
    Socket socket = new Socket(uri.getHost(), uri.getPort());
    socket.setSoTimeout(5000);
    return socket;
  }

  static void send(Socket socket, String head) throws IOException {
    String message = head.replace("\n", "\r\n") + "\r\n\r\n";
    socket.getOutputStream().write(message.getBytes(StandardCharsets.US_ASCII));
  }

  /** Everything the server says to one GET on a connection of its own. */
  static String raw(String url, String... headers) throws IOException {
    return new String(rawBytes(url, headers), StandardCharsets.ISO_8859_1);
  }

  static byte[] rawBytes(String url, String... headers) throws IOException {
    try (Socket socket = connect(url)) {
      List<String> lines = new ArrayList<>();
      String query = URI.create(url).getRawQuery();
      lines.add(
          "GET " + URI.create(url).getRawPath() + (query == null ? "" : "?" + query) + " HTTP/1.1");
      lines.add("Host: x");
      lines.add("Connection: close");
      lines.addAll(List.of(headers));
      send(socket, String.join("\n", lines));
      return socket.getInputStream().readAllBytes();
    }
  }
}
