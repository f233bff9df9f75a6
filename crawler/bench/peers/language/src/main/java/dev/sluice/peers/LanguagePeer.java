package dev.sluice.peers;

import com.github.pemistahl.lingua.api.LanguageDetector;
import com.github.pemistahl.lingua.api.LanguageDetectorBuilder;
import com.optimaize.langdetect.ngram.NgramExtractors;
import com.optimaize.langdetect.profiles.LanguageProfileReader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;

/**
 * Tells the languages of a file's lines by another library, and writes one code a line, then the
 * CPU time of the second pass over the first lines in nanoseconds a line.
 */
public final class LanguagePeer {

  private static final int TIMED_LINES = 2_000;

  private LanguagePeer() {}

  /** Arguments: the peer's name, the file of texts, the file of codes to be written. */
  public static void main(String[] words) throws IOException {
    UnaryOperator<String> peer = peer(words[0]);
    List<String> texts = Files.readAllLines(Path.of(words[1]));
    List<String> codes = new ArrayList<>();
    Map<String, String> shortest = shortCodes();
    for (String text : texts) {
      String told = peer.apply(text);
      codes.add(shortest.getOrDefault(told, told));
    }
    List<String> timed = texts.subList(0, Math.min(TIMED_LINES, texts.size()));
    long before = cpuNanos();
    timed.forEach(peer::apply);
    codes.add(Long.toString((cpuNanos() - before) / Math.max(1, timed.size())));
    Files.write(Path.of(words[2]), codes);
  }

  private static UnaryOperator<String> peer(String name) throws IOException {
    return switch (name) {
      case "opennlp" -> openNlp();
      case "lingua" -> lingua(LanguageDetectorBuilder.fromAllLanguages().build());
      case "lingua-low" -> lingua(LanguageDetectorBuilder.fromAllLanguages().withLowAccuracyMode().build());
      case "optimaize" -> optimaize();
      default -> throw new IllegalArgumentException("no peer " + name);
    };
  }

  private static UnaryOperator<String> openNlp() throws IOException {
    try (InputStream in = LanguagePeer.class.getResourceAsStream("/langdetect-183.bin")) {
      LanguageDetectorModel model = new LanguageDetectorModel(in);
      return text -> new LanguageDetectorME(model).predictLanguage(text).getLang();
    }
  }

  private static UnaryOperator<String> lingua(LanguageDetector detector) {
    return text -> detector.detectLanguageOf(text).getIsoCode639_1().toString().toLowerCase(Locale.ROOT);
  }

  private static UnaryOperator<String> optimaize() throws IOException {
    var detector =
        com.optimaize.langdetect.LanguageDetectorBuilder.create(NgramExtractors.standard())
            .withProfiles(new LanguageProfileReader().readAllBuiltIn())
            .build();
    return text ->
        detector.getProbabilities(text).stream().findFirst().map(l -> l.getLocale().getLanguage()).orElse("und");
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** ISO 639-1 where there is one, as Sluice's labels have it. */
  private static Map<String, String> shortCodes() {
    Map<String, String> codes = new HashMap<>();
    for (String two : Locale.getISOLanguages()) {
      codes.put(new Locale(two).getISO3Language(), two);
    }
    codes.putAll(Map.of("cmn", "zh", "pes", "fa", "ekk", "et", "lvs", "lv", "plt", "mg", "pnb", "pa", "arb", "ar", "no", "nb", "fil", "tl", "ydd", "yi"));
    codes.putAll(Map.of("iw", "he", "heb", "he", "in", "id", "ind", "id", "ji", "yi", "none", "und"));
    return codes;
  }
}
