package dev.sluice.corpus.charset;

import dev.sluice.corpus.text.TableFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells in which encoding bytes probably are, by how likely the text is that each encoding makes of
 * them.
 *
 * <p>This is Bayes' rule. An encoding reads the bytes as characters; each language that is written
 * in it says how likely these are, one after the other; the encoding's own rareness on the web is
 * added, and so can be what is known otherwise: a declaration, the habit of the site. All of it is
 * in one unit, nats, so the difference between two encodings is the logarithm of the odds, and
 * tells how sure the answer is. Undecodable bytes cost much, but end nothing: a damaged page is
 * still recognised.
 *
 * <p>The letters come from counts of real text ({@code letters.tsv}, {@code signs.tsv}), and only
 * words with bytes outside ASCII are looked at (the idea of Firefox's chardetng, whose rules for
 * what is implausible this has too, as costs). Cost: about a millisecond a page, for the pages that
 * are not plainly UTF-8.
 */
final class Detector {

  /**
   * What an encoding is worth for some bytes.
   *
   * @param encoding the encoding
   * @param language the language that speaks most for it; empty if that does not matter
   * @param cost in eighths of a nat; the least is the likeliest
   */
  record Rank(Encoding encoding, String language, int cost) {}

  private record Candidate(Encoding encoding, int rareness, List<String> languages) {}

  /** A candidate's reading, and what it costs in any language. */
  private record Read(Candidate candidate, Characters text, int common) {}

  private static final Comparator<Rank> BY_COST = Comparator.comparingInt(Rank::cost);

  private static final String ANY = "";

  /**
   * What it costs to read a language of Latin letters in an encoding that is not made for it. A
   * claimed encoding may do so: that names look Hungarian says nothing against one that reads them
   * like another.
   */
  private static final int FOREIGN = 5 * LanguageModel.NAT;

  private final List<Candidate> candidates = new ArrayList<>();
  private final Map<String, LanguageModel> models = new TreeMap<>();
  private final LanguageModel cases = new CaseModel();

  /** Reads the tables from the class path. */
  Detector(Encodings encodings) {
    for (String[] row : new TableFile(Detector.class, "letters.tsv").rows()) {
      models.put(row[0], new LetterModel(row[1], row[2]));
    }
    Map<String, SignModel> signs = new HashMap<>();
    for (String[] row : new TableFile(Detector.class, "signs.tsv").rows()) {
      signs.computeIfAbsent(row[0], its -> new SignModel()).with(row[2], Integer.parseInt(row[1]));
    }
    models.putAll(signs);
    models.put(ANY, new AnyModel());
    candidates.add(new Candidate(encodings.require("utf-8"), 0, List.copyOf(models.keySet())));
    for (String[] row : new TableFile(Detector.class, "candidates.tsv").rows()) {
      int rareness = (int) Math.round(LanguageModel.NAT * Double.parseDouble(row[1]));
      List<String> languages = List.of(row[2].split(" ", -1));
      candidates.add(new Candidate(encodings.require(row[0]), rareness, languages));
    }
  }

  /**
   * Ranks all encodings that undeclared bytes may be in, and those that are claimed, the likeliest
   * first.
   *
   * @param sample the bytes, best as {@link Sample} chooses them
   * @param sparseness what it costs to take them for letters of a language without Latin ones, in
   *     eighths of a nat: much if they are few among many of ASCII
   * @param claims what speaks for encodings besides the bytes
   */
  List<Rank> rank(byte[] sample, int sparseness, List<Claim> claims) {
    List<Read> readings = new ArrayList<>();
    for (Candidate candidate : candidates) {
      int common = candidate.rareness() - weight(candidate.encoding(), claims);
      readings.add(read(candidate, sample, common));
    }
    claims.stream()
        .filter(claim -> candidates.stream().noneMatch(it -> claim.means(it.encoding())))
        .flatMap(claim -> claim.encoding().stream())
        .distinct()
        .map(its -> new Candidate(its, 0, List.of(ANY)))
        .forEach(its -> readings.add(read(its, sample, -weight(its.encoding(), claims))));
    List<Rank> ranks = new ArrayList<>(readings.stream().map(it -> rank(it, sparseness)).toList());
    String language = Collections.min(ranks, BY_COST).language();
    for (int i = 0; i < ranks.size() && model(language).latin(); i++) {
      Read read = readings.get(i);
      if (claims.stream().anyMatch(claim -> claim.means(read.candidate().encoding()))) {
        ranks.set(i, better(ranks.get(i), rank(read, language, FOREIGN)));
      }
    }
    ranks.sort(BY_COST);
    return ranks;
  }

  private Read read(Candidate candidate, byte[] sample, int common) {
    Characters text = candidate.encoding().characters(sample, 0);
    return new Read(candidate, text, common + cases.cost(text));
  }

  /** What a reading costs in the likeliest of its languages. */
  private Rank rank(Read read, int sparseness) {
    return read.candidate().languages().stream()
        .map(language -> rank(read, language, model(language).latin() ? 0 : sparseness))
        .min(BY_COST)
        .orElseThrow();
  }

  private Rank rank(Read read, String language, int more) {
    int cost = read.common() + model(language).cost(read.text()) + more;
    return new Rank(read.candidate().encoding(), language, cost);
  }

  private static Rank better(Rank one, Rank other) {
    return one.cost() <= other.cost() ? one : other;
  }

  private static int weight(Encoding encoding, List<Claim> claims) {
    return claims.stream().filter(claim -> claim.means(encoding)).mapToInt(Claim::weight).sum();
  }

  private LanguageModel model(String language) {
    LanguageModel model = models.get(language);
    if (model == null) {
      throw new IllegalStateException("no letters are known of the language '" + language + "'");
    }
    return model;
  }
}
