package dev.sluice.corpus.report;

import dev.sluice.corpus.model.Manifest.ChangesEntry;
import dev.sluice.corpus.model.MixPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What happened to all captures of an export, as {@code report.json} has it and {@code report.html}
 * shows it.
 *
 * @param formatVersion version of this format, 1
 * @param made what the export was made from
 * @param captures all that came in
 * @param documents all that went out
 * @param steps what each step took in and dropped, in the order of the recipe
 * @param languages by main language, those with most captures first; {@code ""} is a page of which
 *     none was told
 * @param siteCount how many hosts there are
 * @param sites the hosts with most captures, at most {@value #MOST_SITES}
 * @param duplicates what comparisons found
 * @param values what each rule measured, in alphabetic order
 * @param comparedWith the earlier exports that the alarms compare with
 * @param alarms what is worth a look, the gravest first
 * @param mix what was planned of a mix, and what was written, if there was one
 * @param changes what became of the pages of an older snapshot, if it goes on from one
 */
public record Report(
    int formatVersion,
    Made made,
    Amount captures,
    Amount documents,
    List<Step> steps,
    List<Group> languages,
    long siteCount,
    List<Group> sites,
    Duplicates duplicates,
    List<Values> values,
    List<String> comparedWith,
    List<Alarm> alarms,
    Optional<Mixture> mix,
    Optional<ChangesEntry> changes) {

  /** The format version that this class writes. */
  public static final int FORMAT_VERSION = 1;

  /** So many sites are told of. */
  public static final int MOST_SITES = 1_000;

  /**
   * A mix.
   *
   * @param written what was written of each group, in their order
   */
  public record Mixture(MixPlan plan, List<MixPlan.Amount> written) {}

  /** The same with a mix and with what has changed since an older snapshot, if there was one. */
  public Report with(Optional<Mixture> mixture, Optional<ChangesEntry> since) {
    return new Report(
        formatVersion,
        made,
        captures,
        documents,
        steps,
        languages,
        siteCount,
        sites,
        duplicates,
        values,
        comparedWith,
        alarms,
        mixture,
        since);
  }

  /**
   * What an export was made from.
   *
   * @param sluiceVersion version of the program
   * @param snapshot id of the snapshot
   * @param recipe name of the recipe
   * @param recipeVersion its version
   * @param recipeHash SHA-256 of its expanded form
   * @param source the documents' source
   */
  public record Made(
      String sluiceVersion,
      String snapshot,
      String recipe,
      int recipeVersion,
      String recipeHash,
      String source) {}

  /**
   * How much of something there is.
   *
   * @param pages captures or documents
   * @param characters Unicode code points of their main texts; 0 for those that have none yet
   * @param bytes of their raw bodies
   */
  public record Amount(long pages, long characters, long bytes) {

    /** Nothing. */
    public static final Amount NONE = new Amount(0, 0, 0);

    /** What is left of it without another. */
    public Amount minus(Amount other) {
      return new Amount(pages - other.pages, characters - other.characters, bytes - other.bytes);
    }
  }

  /** What a step of the recipe took in and dropped, rule by rule. */
  public record Step(String step, Amount in, Amount dropped, List<Rule> rules) {}

  /**
   * What a rule dropped.
   *
   * @param rule published name
   * @param dropped as the first rule of its step that did not pass
   * @param examples some of them, which are those with the smallest ids
   */
  public record Rule(String rule, Amount dropped, List<Example> examples) {}

  /**
   * A page that a rule dropped.
   *
   * @param url its URL
   * @param value what was measured
   * @param limit what would have passed
   * @param matched the URL that it lost to; empty if it was not compared
   * @param beginning how its main text begins; empty if there is none, or it must not be quoted
   */
  public record Example(String url, String value, String limit, String matched, String beginning) {}

  /**
   * What became of the captures of a language or a host.
   *
   * @param name code or host
   * @param captures all of them
   * @param documents those that went out
   * @param dropped the others by rule, the most first
   */
  public record Group(String name, Amount captures, Amount documents, Map<String, Long> dropped) {}

  /**
   * What comparisons found.
   *
   * @param steps what each of them dropped, in the order of the recipe
   * @param sizes how large the clusters are that a document of this export stands for
   * @param largest the largest clusters
   * @param siteCount how many sites lost something
   * @param sites those that lost most
   */
  public record Duplicates(
      List<Compared> steps,
      List<ClusterSize> sizes,
      List<LargeCluster> largest,
      long siteCount,
      List<SiteDuplicates> sites) {}

  /**
   * What a comparison dropped; a site is a registered domain.
   *
   * @param in candidates that reached it
   * @param insideSite dropped in favour of a page of the same site
   * @param betweenSites dropped in favour of a page of another site
   * @param ofEarlier dropped in favour of a document of an earlier export
   * @param tooLittle dropped since too little was left of them
   */
  public record Compared(
      String step, long in, long insideSite, long betweenSites, long ofEarlier, long tooLittle) {}

  /**
   * Clusters of like size.
   *
   * @param from the least number of captures in one
   * @param to the largest
   * @param clusters how many there are
   * @param captures how many these have together
   */
  public record ClusterSize(long from, long to, long clusters, long captures) {}

  /**
   * A large cluster.
   *
   * @param id the id of the document that stands for it
   * @param size how many captures it has
   * @param url the document's
   * @param beginning how its main text begins; empty if it must not be quoted
   * @param members some of those that lost, in their order
   */
  public record LargeCluster(
      String id, long size, String url, String beginning, List<Member> members) {}

  /**
   * A page of a cluster that another one stands for.
   *
   * @param url its URL
   * @param step what dropped it
   * @param value what was measured, such as a similarity
   */
  public record Member(String url, String step, String value) {}

  /**
   * What comparisons dropped of a site, as {@link Compared} has it.
   *
   * @param site the registered domain
   * @param in its pages that were compared
   */
  public record SiteDuplicates(
      String site, long in, long insideSite, long betweenSites, long ofEarlier, long tooLittle) {

    /** All that was dropped of it. */
    public long dropped() {
      return insideSite + betweenSites + ofEarlier + tooLittle;
    }
  }

  /**
   * The numbers that a rule measured.
   *
   * @param rule published name
   * @param measured how many
   * @param least the smallest
   * @param most the largest
   * @param limits what would have passed, as texts; several where it depends on site or language
   * @param logarithmic whether the bins grow by a factor
   * @param bins how often which value, in the order of the values, without gaps
   */
  public record Values(
      String rule,
      long measured,
      double least,
      double most,
      List<String> limits,
      boolean logarithmic,
      List<Bin> bins) {}

  /**
   * A range of values.
   *
   * @param from the least
   * @param to the next bin's least
   * @param kept documents in it
   * @param dropped other captures in it, whatever dropped them
   */
  public record Bin(double from, double to, long kept, long dropped) {}

  /**
   * Something worth a look.
   *
   * @param level how grave it is
   * @param kind what it is
   * @param subject name of the step, rule or host
   * @param sentence for people
   */
  public record Alarm(Level level, Kind kind, String subject, String sentence) {}

  /** How grave an alarm is. */
  public enum Level {
    /** Look at it before the corpus is used. */
    WARNING,
    /** Good to know. */
    NOTE
  }

  /** What an alarm is about. */
  public enum Kind {
    /** A step dropped all that reached it. */
    DROPPED_EVERYTHING,
    /** A rule dropped nothing although it could, or a step measured nothing. */
    NEVER_FIRED,
    /** A rule drops far more or less than in earlier exports. */
    RULE_FAR_FROM_HISTORY,
    /** Of a site, far more or less is kept than in earlier exports. */
    SITE_FAR_FROM_HISTORY,
    /** A comparison dropped almost all that reached it, of all sites or of one. */
    COMPARISON_LEFT_LITTLE
  }
}
