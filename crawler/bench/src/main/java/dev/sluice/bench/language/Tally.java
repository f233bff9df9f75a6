package dev.sluice.bench.language;

import dev.sluice.bench.language.LabelledTexts.Labelled;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How often identifiers were right. An answer is right if it names the language's code; of {@code
 * zh-Hant} and {@code sr-Latn} the script is tallied apart.
 */
record Tally(List<Labelled> texts, List<Answers> answers) {

  private static final double[] BOUNDS = {0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999, 1.001};

  /** The labels of the texts, in their order. */
  Set<String> languages() {
    return texts.stream().map(Labelled::lang).collect(Collectors.toCollection(TreeSet::new));
  }

  /** How many texts there are. */
  int count() {
    return texts.size();
  }

  /** How many texts a language has. */
  int count(String language) {
    return (int) texts.stream().filter(text -> text.lang().equals(language)).count();
  }

  private boolean isRight(Answers said, int text) {
    return code(texts.get(text).lang()).equals(said.codes().get(text));
  }

  /** Text in no language is rightly undetermined. */
  private static String code(String label) {
    String code = label.split("-")[0];
    return code.equals("zxx") ? "und" : code;
  }

  /** The share of all texts that an identifier was right about. */
  double right(Answers said) {
    int right = 0;
    for (int i = 0; i < texts.size(); i++) {
      right += isRight(said, i) ? 1 : 0;
    }
    return (double) right / texts.size();
  }

  /** The share of a language's texts that an identifier was right about. */
  double right(Answers said, String language) {
    int right = 0;
    for (int i = 0; i < texts.size(); i++) {
      right += texts.get(i).lang().equals(language) && isRight(said, i) ? 1 : 0;
    }
    return (double) right / count(language);
  }

  /** The mean of these shares, each language counted the same. */
  double meanRight(Answers said) {
    return languages().stream().mapToDouble(language -> right(said, language)).average().orElse(0);
  }

  /** What the first identifier most often took for something else. */
  String pairs(int most) {
    Map<String, Integer> pairs = new TreeMap<>();
    for (int i = 0; i < texts.size(); i++) {
      if (!isRight(answers.get(0), i)) {
        pairs.merge(texts.get(i).lang() + " for " + answers.get(0).codes().get(i), 1, Integer::sum);
      }
    }
    return pairs.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(most)
        .map(pair -> pair.getKey() + " " + pair.getValue())
        .collect(Collectors.joining(", "));
  }

  /** Of texts whose label has a script, how many got another from the first identifier. */
  String wrongScripts() {
    Map<String, Integer> wrong = new TreeMap<>();
    for (int i = 0; i < texts.size(); i++) {
      String label = texts.get(i).lang();
      if (label.contains("-")) {
        boolean right = label.endsWith("-" + answers.get(0).scripts().get(i));
        wrong.merge(label, right ? 0 : 1, Integer::sum);
      }
    }
    return wrong.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue() + " of " + count(entry.getKey()))
        .collect(Collectors.joining(", "));
  }

  /** For ranges of the first identifier's score, what came true. */
  List<List<String>> calibration() {
    List<List<String>> rows = new ArrayList<>();
    for (int b = 0; b + 1 < BOUNDS.length; b++) {
      int count = 0;
      int right = 0;
      double sum = 0;
      for (int i = 0; i < texts.size(); i++) {
        double score = answers.get(0).scores().get(i);
        if (score >= BOUNDS[b] && score < BOUNDS[b + 1]) {
          count++;
          sum += score;
          right += isRight(answers.get(0), i) ? 1 : 0;
        }
      }
      if (count > 0) {
        rows.add(
            List.of(
                BOUNDS[b] + " to " + Math.min(1, BOUNDS[b + 1]),
                String.format(Locale.ROOT, "%,d", count),
                String.format(Locale.ROOT, "%.4f", sum / count),
                String.format(Locale.ROOT, "%.4f", (double) right / count)));
      }
    }
    return rows;
  }
}
