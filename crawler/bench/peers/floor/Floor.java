import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jsoup.Jsoup;

/**
 * The least that two parts of a crawl can cost: bytes copied off keep-alive sockets, and pages
 * parsed by jsoup. Of one thread, without garbage collector and compiler.
 *
 * <p>Arguments: a file of URLs, one a line; how often each is fetched and parsed. Prints two lines,
 * CPU microseconds a page of the quickest pass: {@code socket N} and {@code jsoup N}. Run from its
 * source, with the jsoup that Sluice uses on the class path.
 */
final class Floor {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private Floor() {}

  public static void main(String[] words) throws IOException {
    Map<String, List<URI>> byHost = new TreeMap<>();
    for (String url : Files.readAllLines(Path.of(words[0]))) {
      URI uri = URI.create(url);
      byHost.computeIfAbsent(uri.getAuthority(), host -> new ArrayList<>()).add(uri);
    }
    int passes = Integer.parseInt(words[1]);
    double socket = Double.MAX_VALUE;
    double parse = Double.MAX_VALUE;
    for (int pass = 0; pass < passes; pass++) {
      long start = THREADS.getCurrentThreadCpuTime();
      List<byte[]> bodies = fetch(byHost);
      long fetched = THREADS.getCurrentThreadCpuTime();
      int links = 0;
      for (byte[] body : bodies) {
        links += Jsoup.parse(new String(body, StandardCharsets.UTF_8)).select("a[href]").size();
      }
      long parsed = THREADS.getCurrentThreadCpuTime();
      if (links == 0) {
        throw new IOException("pages without links: not the pages of the web");
      }
      socket = Math.min(socket, (fetched - start) / 1e3 / bodies.size());
      parse = Math.min(parse, (parsed - fetched) / 1e3 / bodies.size());
    }
    System.out.printf(Locale.ROOT, "socket %.1f%njsoup %.1f%n", socket, parse);
  }

  private static List<byte[]> fetch(Map<String, List<URI>> byHost) throws IOException {
    List<byte[]> bodies = new ArrayList<>();
    for (List<URI> pages : byHost.values()) {
      URI first = pages.get(0);
      try (Socket socket = new Socket(first.getHost(), first.getPort())) {
        socket.setTcpNoDelay(true);
        InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        for (URI page : pages) {
          String request = "GET " + page.getPath() + " HTTP/1.1\r\nHost: " + page.getAuthority();
          socket
              .getOutputStream()
              .write((request + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
          bodies.add(in.readNBytes(contentLength(in)));
        }
      }
    }
    return bodies;
  }

  /** Reads the head of an answer. */
  private static int contentLength(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    int matched = 0;
    while (matched < HEAD_END.length) {
      int read = in.read();
      if (read < 0) {
        throw new IOException("the server closed the connection");
      }
      head.append((char) read);
      matched = read == HEAD_END[matched] ? matched + 1 : read == HEAD_END[0] ? 1 : 0;
    }
    for (String line : head.toString().split("\r\n")) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        return Integer.parseInt(line.substring("content-length:".length()).strip());
      }
    }
    throw new IOException("an answer without Content-Length: " + head);
  }
}
