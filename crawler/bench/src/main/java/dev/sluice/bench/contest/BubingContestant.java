package dev.sluice.bench.contest;

import dev.sluice.bench.command.Place;
import dev.sluice.bench.process.MeasuredProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** BUbiNG 0.9.15 as a single agent that stores WARC files. */
final class BubingContestant implements Contestant {

  private static final String FOLDER = "bubing";

  private final int threads;

  BubingContestant(int threads) {
    this.threads = threads;
  }

  @Override
  public String name() {
    return "BUbiNG 0.9.15, " + threads + " threads";
  }

  @Override
  public void prepare(Place place) throws IOException, InterruptedException {
    Peer.build(place, FOLDER);
  }

  @Override
  public List<String> command(Place place, Task task) throws IOException {
    Path properties = place.work().resolve("bubing.properties");
    String text =
        Files.readString(Peer.folder(place, FOLDER).resolve("bubing.properties"))
            .replace("${folder}", task.folder().toString())
            .replace("${seeds}", "file:" + task.seeds())
            .replace("${threads}", Integer.toString(threads))
            .replace("${delay}", task.delay().toMillis() + "ms")
            .replace("${keep-alive}", task.delay().isZero() ? "1s" : "0ms");
    Files.writeString(properties, text);
    int jmxPort = freePort();
    return List.of(
        "java",
        "-Xmx1g",
        "-Djava.net.preferIPv4Stack=true",
        "-Djgroups.bind_addr=127.0.0.1",
        "-Djava.rmi.server.hostname=127.0.0.1",
        "-Dcom.sun.management.jmxremote.host=127.0.0.1",
        "-Dcom.sun.management.jmxremote.port=" + jmxPort,
        "-Dcom.sun.management.jmxremote.ssl=false",
        "-Dcom.sun.management.jmxremote.authenticate=false",
        "-Dit.unimi.di.law.bubing.jgroups.configurationFile="
            + Peer.folder(place, FOLDER).resolve("jgroups.xml"),
        "-cp",
        Peer.classPath(place, FOLDER),
        "dev.sluice.peers.BubingAgent",
        properties.toString(),
        Integer.toString(jmxPort));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public Map<String, String> environment() {
    return Map.of();
  }

  @Override
  public boolean endsByItself() {
    return false;
  }

  @Override
  public void askToEnd(MeasuredProcess process) {
    process.terminate();
  }
}
