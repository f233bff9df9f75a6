package dev.sluice.corpus.rule;

import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.ListFile;
import dev.sluice.corpus.model.Measured;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.PageStep;
import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.model.StepOutcome;
import dev.sluice.pages.model.PageUrl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The step {@code url-lists}: no page whose address is on a list, or has words that stand on one.
 * It needs nothing but the URL, so it can stand first.
 *
 * <ul>
 *   <li>{@code url-lists/allow}: lists of addresses that are kept whatever the other rules say;
 *       drops nothing.
 *   <li>{@code url-lists/block}: lists of domains, hosts and URLs ({@link UrlTable} tells their
 *       form): UT1's, hosts files, a list of one's own. The value is each list that matches, with
 *       its entry, so that with {@code action: measure} lists are labels.
 *   <li>{@code url-lists/strict-words}: the words found anywhere in the address, of which only
 *       letters and digits are looked at.
 *   <li>{@code url-lists/hard-words}: the whole words found.
 *   <li>{@code url-lists/soft-words}: the number of different whole words of which one alone says
 *       nothing; {@code url-lists/which-soft-words} tells them, if there are any.
 * </ul>
 *
 * <p>The three lists of words are those of RefinedWeb (Penedo et al. 2023, Appendix G.1) as
 * datatrove's {@code URLFilter} reads them, with its limits: one strict word, one hard word, two
 * soft words drop a page. It differs in two ways. Words are compared without case everywhere, where
 * datatrove lower-cases for strict words only. And a soft word that stands twice counts once, since
 * {@code /sex-education/what-is-sex} says no more than {@code /sex-education}.
 */
public final class UrlLists implements PageStep {

  private static final String NAME = "url-lists";
  private static final String ALLOW = NAME + "/allow";
  private static final String BLOCK = NAME + "/block";
  private static final String STRICT = NAME + "/strict-words";
  private static final String HARD = NAME + "/hard-words";
  private static final String SOFT = NAME + "/soft-words";
  private static final String SOFT_WHICH = NAME + "/which-soft-words";
  private static final String NONE = "none";

  /** The step as recipes know it. */
  public static final StepKind.OfPages KIND =
      new StepKind.OfPages(
          NAME,
          "Drops pages whose address is on a list, or has words that stand on one.",
          List.of(
              Parameter.files(
                  "block",
                  List.of(),
                  "lists of domains, hosts and URLs, one a line, and hosts files; a domain covers"
                      + " all hosts below it"),
              Parameter.files(
                  "allow", List.of(), "lists of the same form; their pages are kept in any case"),
              Parameter.files(
                  "strict_words",
                  List.of(),
                  "lists of words that drop a page wherever they stand in its address"),
              Parameter.files(
                  "hard_words", List.of(), "lists of words that drop a page as whole words"),
              Parameter.files(
                  "soft_words", List.of(), "lists of words that drop a page if there are several"),
              Parameter.number("max_soft_words", 1, "most different soft words in an address")),
          List.of(ALLOW, BLOCK, STRICT, HARD, SOFT),
          Set.of(),
          Set.of(),
          (parameters, functions) -> new UrlLists(parameters));

  private final Map<String, UrlTable> allow;
  private final Map<String, UrlTable> block;
  private final Set<String> strict;
  private final Set<String> hard;
  private final Set<String> soft;
  private final long maxSoftWords;

  private UrlLists(Parameters parameters) {
    this.allow = tables(parameters.files("allow"));
    this.block = tables(parameters.files("block"));
    this.strict = words(parameters.files("strict_words"), UrlLists::lettersAndDigits);
    this.hard = words(parameters.files("hard_words"), Function.identity());
    this.soft = words(parameters.files("soft_words"), Function.identity());
    this.maxSoftWords = parameters.number("max_soft_words");
  }

  private static Map<String, UrlTable> tables(List<ListFile> files) {
    Map<String, UrlTable> tables = new LinkedHashMap<>();
    files.forEach(file -> tables.put(file.name(), UrlTable.of(file)));
    return tables;
  }

  private static Set<String> words(List<ListFile> files, Function<String, String> form) {
    Set<String> words = new TreeSet<>();
    for (ListFile file : files) {
      try (Stream<String> lines = file.lines()) {
        lines
            .map(line -> form.apply(line.toLowerCase(Locale.ROOT)))
            .filter(word -> !word.isEmpty())
            .forEach(words::add);
      }
    }
    return words;
  }

  @Override
  public StepOutcome apply(Draft draft) {
    PageUrl url = draft.page().capture().url();
    List<Measurement> measured = new ArrayList<>();
    if (!allow.isEmpty()) {
      String allowed = matches(allow, url);
      measured.add(new Measurement(ALLOW, new Measured.Fact(allowed), "any", true));
      if (!allowed.equals(NONE)) {
        return StepOutcome.judge(draft, measured);
      }
    }
    if (!block.isEmpty()) {
      String blocked = matches(block, url);
      measured.add(new Measurement(BLOCK, new Measured.Fact(blocked), NONE, blocked.equals(NONE)));
    }
    words(url, measured);
    return StepOutcome.judge(draft, measured);
  }

  private void words(PageUrl url, List<Measurement> measured) {
    String address = (url.host() + url.pathAndQuery()).toLowerCase(Locale.ROOT);
    if (!strict.isEmpty()) {
      String letters = lettersAndDigits(address);
      measured.add(found(STRICT, strict.stream().filter(letters::contains)));
    }
    List<String> words = Arrays.asList(address.split("[^\\p{L}\\p{Nd}]+"));
    if (!hard.isEmpty()) {
      measured.add(found(HARD, words.stream().filter(hard::contains)));
    }
    if (!soft.isEmpty()) {
      List<String> found = words.stream().filter(soft::contains).distinct().toList();
      if (!found.isEmpty()) {
        Measured which = new Measured.Fact(String.join(", ", found));
        measured.add(new Measurement(SOFT_WHICH, which, "any", true));
      }
      measured.add(Measurement.atMost(SOFT, found.size(), maxSoftWords));
    }
  }

  private static Measurement found(String rule, Stream<String> words) {
    String found = words.distinct().collect(Collectors.joining(", "));
    return new Measurement(
        rule, new Measured.Fact(found.isEmpty() ? NONE : found), NONE, found.isEmpty());
  }

  /** Each list with the entry that matches; {@code none} if there is no such. */
  private static String matches(Map<String, UrlTable> tables, PageUrl url) {
    List<String> found = new ArrayList<>();
    tables.forEach(
        (list, table) -> {
          Optional<String> entry = table.match(url);
          entry.ifPresent(text -> found.add(text + " in " + list));
        });
    return found.isEmpty() ? NONE : String.join("; ", found);
  }

  private static String lettersAndDigits(String text) {
    return text.codePoints()
        .filter(Character::isLetterOrDigit)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }
}
