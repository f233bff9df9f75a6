package dev.sluice.bench.language;

import dev.sluice.bench.command.Command;
import dev.sluice.bench.command.Option;
import dev.sluice.bench.command.Options;
import dev.sluice.bench.command.Place;
import dev.sluice.bench.language.LabelledTexts.Labelled;
import dev.sluice.corpus.language.NgramModel;
import dev.sluice.corpus.language.NgramModel.Written;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.Character.UnicodeScript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The command {@code language-train}: learns the model that the identifier ships with. */
public final class LanguageTrain implements Command {

  /** The scripts that many languages share, with their ISO 15924 codes. */
  private static final Map<UnicodeScript, String> SHARED =
      Map.of(
          UnicodeScript.LATIN, "Latn",
          UnicodeScript.CYRILLIC, "Cyrl",
          UnicodeScript.ARABIC, "Arab",
          UnicodeScript.DEVANAGARI, "Deva",
          UnicodeScript.BENGALI, "Beng",
          UnicodeScript.HEBREW, "Hebr",
          UnicodeScript.ETHIOPIC, "Ethi");

  /** Too close to a large language, or too little text to learn from; see decision 017. */
  private static final String CLOSE_OR_RARE =
      "an,sco,szl,trs,cak,son,ach,sat,skr,mey,shi,fuc,ff,fur,lij,sc,ast,nd,ss,ve,ty,bem,rm,ia,kab,gn,hmn,dsb,bs";

  private static final Option TEXTS =
      new Option(
          "texts", "texts", "the folder with FAMILY.jsonl, see docs/proofs/labelled_texts.py");
  private static final Option FAMILIES =
      new Option("families", "ntrex,firefox,libreoffice,wesnoth,udhr,code", "what to learn from");
  private static final Option LEAVE_OUT =
      new Option("leave-out", CLOSE_OR_RARE, "labels that are not learned");
  private static final Option LEAST =
      new Option("least", "100_000", "characters of text that a language must have to be learned");
  private static final Option DIMENSIONS =
      new Option("dimensions", "24", "parts of an n-gram's vector, a multiple of 4");
  private static final Option STEPS =
      new Option("steps", "2_500_000", "pieces of text to learn from");
  private static final Option RATE =
      new Option("rate", "100", "hundredths of the learning rate at the start");
  private static final Option OUT = new Option("out", "languages.bin", "the file to write");

  @Override
  public String name() {
    return "language-train";
  }

  @Override
  public String says() {
    return "learns the language model from labelled texts; the same texts give the same bytes";
  }

  @Override
  public List<Option> options() {
    return List.of(TEXTS, FAMILIES, LEAVE_OUT, LEAST, DIMENSIONS, STEPS, RATE, OUT);
  }

  @Override
  public int run(Options given, Place place) throws IOException {
    Path folder = Path.of(given.text(TEXTS.name()));
    Map<String, List<List<String>>> texts = new TreeMap<>();
    for (LabelledTexts family : LabelledTexts.read(folder, given.list(FAMILIES.name()))) {
      byLanguage(family)
          .forEach((lang, own) -> texts.computeIfAbsent(lang, l -> new ArrayList<>()).add(own));
    }
    Set<String> leaveOut = new TreeSet<>(given.list(LEAVE_OUT.name()));
    List<Training.Sample> samples = new ArrayList<>();
    for (Map.Entry<String, List<List<String>>> entry : texts.entrySet()) {
      long characters =
          entry.getValue().stream().flatMap(List::stream).mapToLong(String::length).sum();
      UnicodeScript script = mainScript(entry.getValue());
      if (characters >= given.number(LEAST.name())
          && SHARED.containsKey(script)
          && !leaveOut.contains(entry.getKey())) {
        String code = entry.getKey().split("-")[0];
        String iso = SHARED.get(script);
        samples.add(new Training.Sample(new Written(code, iso, script), entry.getValue()));
      }
    }
    place
        .remarks()
        .printf(
            "%d languages: %s%n",
            samples.size(),
            samples.stream().map(s -> s.language().code() + "-" + s.language().script()).toList());
    Training training = new Training(samples, given.count(DIMENSIONS.name()));
    double loss = training.learn(given.number(STEPS.name()), given.number(RATE.name()) / 100.0);
    NgramModel model = training.model();
    Path file = Path.of(given.text(OUT.name()));
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      model.write(out);
    }
    place
        .results()
        .printf(
            "%s: %d languages, %d bytes, loss %.4f nats%n",
            file, samples.size(), Files.size(file), loss);
    return 0;
  }

  private static Map<String, List<String>> byLanguage(LabelledTexts family) {
    Map<String, List<String>> texts = new HashMap<>();
    for (Labelled labelled : family.texts()) {
      texts.computeIfAbsent(labelled.lang(), lang -> new ArrayList<>()).add(labelled.text());
    }
    return texts;
  }

  private static UnicodeScript mainScript(List<List<String>> texts) {
    Map<UnicodeScript, Integer> letters = new EnumMap<>(UnicodeScript.class);
    texts.stream()
        .flatMap(family -> family.stream().limit(50))
        .flatMapToInt(String::codePoints)
        .filter(Character::isLetter)
        .forEach(c -> letters.merge(UnicodeScript.of(c), 1, Integer::sum));
    return letters.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(UnicodeScript.COMMON);
  }
}
