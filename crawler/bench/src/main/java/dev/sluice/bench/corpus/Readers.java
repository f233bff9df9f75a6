package dev.sluice.bench.corpus;

import dev.sluice.bench.command.Command;
import dev.sluice.bench.command.Option;
import dev.sluice.bench.command.Options;
import dev.sluice.bench.command.Place;
import dev.sluice.bench.contest.Peer;
import dev.sluice.bench.report.MarkdownTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Has others read exports, and compares what they count with what the manifests say. */
public final class Readers implements Command {

  private static final String PEER = "readers";

  /** What Spark reaches into the Java platform for. */
  private static final List<String> OPENED =
      List.of(
          "java.base/java.lang",
          "java.base/java.lang.invoke",
          "java.base/java.nio",
          "java.base/java.util",
          "java.base/sun.nio.ch",
          "java.base/sun.util.calendar",
          "java.base/sun.security.action");

  @Override
  public String name() {
    return PEER;
  }

  @Override
  public String says() {
    return "whether DuckDB and Spark find in exports what their manifests say";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("lines", "", "an export as lines of JSON"),
        new Option("table", "", "an export of the same pages as a table"),
        new Option("peers", "duckdb,spark", "who reads them"));
  }

  @Override
  public int run(Options given, Place place) throws IOException, InterruptedException {
    Path lines = Path.of(given.text("lines")).toAbsolutePath();
    Path table = Path.of(given.text("table")).toAbsolutePath();
    Peer.build(place, PEER);
    Map<String, String> expected = expected(manifest(lines), manifest(table));
    MarkdownTable rows = new MarkdownTable(List.of("", "", "by the manifest"));
    boolean agreed = true;
    for (String peer : given.list("peers")) {
      for (String line : read(peer, lines, table, place)) {
        String[] parts = line.split("\t", 2);
        String said = expected.getOrDefault(parts[0], "");
        agreed &= said.equals(parts[1]);
        rows.row(List.of(peer + ": " + parts[0], parts[1], said));
      }
    }
    place.results().print(rows);
    return agreed ? 0 : 1;
  }

  private static JsonNode manifest(Path export) {
    return JsonMapper.shared().readTree(export.resolve("manifest.json").toFile());
  }

  private static Map<String, String> expected(JsonNode lines, JsonNode table) {
    Map<String, String> expected = new LinkedHashMap<>();
    lines.get("shards").forEach(shard -> put(expected, "lines of ", shard));
    table.get("shards").forEach(shard -> put(expected, "rows of ", shard));
    String documents = table.get("counts").get("documents").asString();
    String rows = table.get("ledger").get("rows").asString();
    expected.put("ledger", rows + " rows, " + documents + " kept");
    expected.put("the same in lines and rows", documents);
    expected.put("where the ledger says", documents);
    expected.put("in the ledger", documents);
    return expected;
  }

  private static void put(Map<String, String> expected, String what, JsonNode shard) {
    expected.put(
        what + shard.get("file").asString(),
        shard.get("documents").asLong()
            + " documents, "
            + shard.get("characters").asLong()
            + " characters");
  }

  private static List<String> read(String peer, Path lines, Path table, Place place)
      throws IOException, InterruptedException {
    Path answer = place.work().resolve("readers-" + peer + ".tsv");
    Path log = place.work().resolve("readers-" + peer + ".log");
    Files.deleteIfExists(answer);
    List<String> command = new ArrayList<>(List.of("java", "-Xmx2g"));
    OPENED.forEach(opened -> command.add("--add-opens=" + opened + "=ALL-UNNAMED"));
    command.addAll(List.of("-cp", Peer.classPath(place, PEER), "dev.sluice.peers.ReadersPeer"));
    command.addAll(List.of(peer, lines.toString(), table.toString(), answer.toString()));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (process.waitFor() != 0) {
      throw new IOException(peer + " failed: see " + log);
    }
    return Files.readAllLines(answer);
  }
}
