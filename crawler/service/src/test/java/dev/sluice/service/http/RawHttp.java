package dev.sluice.service.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who writes requests byte by byte, as no library would. */
record RawHttp(String url) {

  private static final int LONGEST_MILLIS = 60_000;

  /**
   * What came back.
   *
   * @param status of HTTP
   * @param head all its lines
   */
  record Reply(int status, String head, String body) {

    JsonNode json() {
      return JsonMapper.shared().readTree(body);
    }

    /** What kind of error it tells of. */
    String code() {
      return json().get("error").get("code").asString();
    }
  }

  /** A connection from this machine's usual address. */
  Socket connect() throws IOException {
    return connect("127.0.0.1");
  }

  /** A connection from an address of this machine. */
  Socket connect(String from) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096); // a reader that reads nothing is soon full
    socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
    URI at = URI.create(url);
    socket.connect(new InetSocketAddress(at.getHost(), at.getPort()), LONGEST_MILLIS);
    socket.setSoTimeout(LONGEST_MILLIS);
    return socket;
  }

  /** Sends lines, an empty one, and a body; reads all that comes. */
  Reply send(List<String> head, String body) throws IOException {
    return send("127.0.0.1", head, body);
  }

  /** The same from another address of this machine. */
  Reply send(String from, List<String> head, String body) throws IOException {
    try (Socket socket = connect(from)) {
      write(socket, String.join("\r\n", head) + "\r\nConnection: close\r\n\r\n" + body);
      return read(socket);
    }
  }

  /** Asks for a path just as it is written here. */
  Reply get(String path, String... headers) throws IOException {
    return send(head("GET", path, headers), "");
  }

  /** The lines of a request with a usual Host header. */
  List<String> head(String method, String path, String... headers) {
    String host = "Host: " + URI.create(url).getAuthority();
    return Stream.concat(Stream.of(method + " " + path + " HTTP/1.1", host), Stream.of(headers))
        .toList();
  }

  static void write(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  static Reply read(Socket socket) throws IOException {
    String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int end = all.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new IOException("no answer but '" + all + "'");
    }
    return new Reply(
        Integer.parseInt(all.split(" ", 3)[1]), all.substring(0, end), all.substring(end + 4));
  }
}
