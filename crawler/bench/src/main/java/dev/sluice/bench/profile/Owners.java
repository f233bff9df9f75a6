package dev.sluice.bench.profile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** To whom does a stack belong? To whoever called the JDK, if that is where it was seen. */
final class Owners {

  private static final String OURS = "dev.sluice.";

  /** By the beginning of a class's name. */
  private static final Map<String, String> OTHERS = others();

  private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

  private Owners() {}

  private static Map<String, String> others() {
    Map<String, String> owners = new LinkedHashMap<>();
    owners.put("org.jsoup.", "jsoup");
    owners.put("org.apache.hc.", "HttpClient");
    owners.put("org.rocksdb.", "RocksDB");
    owners.put("com.github.luben.", "zstd");
    owners.put("com.ibm.icu.", "ICU4J");
    owners.put("tools.jackson.", "Jackson");
    owners.put("picocli.", "picocli");
    owners.put("edu.uci.ics.crawler4j.", "crawler4j");
    owners.put("crawlercommons.", "crawler-commons");
    owners.put("ch.qos.logback.", "logging");
    owners.put("org.slf4j.", "logging");
    return owners;
  }

  /**
   * The owner of a stack.
   *
   * @param classes the full names of its frames' classes, innermost first
   * @return a library, one of our rooms, such as {@code engine.frontier}, or {@code JDK}
   */
  static String of(List<String> classes) {
    return classes.stream()
        .filter(name -> JDK.stream().noneMatch(name::startsWith))
        .findFirst()
        .map(Owners::owner)
        .orElse("JDK");
  }

  private static String owner(String name) {
    Optional<String> library =
        OTHERS.entrySet().stream()
            .filter(known -> name.startsWith(known.getKey()))
            .map(Map.Entry::getValue)
            .findFirst();
    return library.orElseGet(
        () -> {
          String named = name.replaceFirst("\\$\\$.*", ""); // a lambda's has dots in its number
          String owner = named.substring(0, Math.max(0, named.lastIndexOf('.')));
          return owner.startsWith(OURS) ? owner.substring(OURS.length()) : owner;
        });
  }
}
