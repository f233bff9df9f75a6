package dev.sluice.corpus.model;

import dev.sluice.pages.model.RawPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A document in the making: the raw page, and what the steps so far have found out about it.
 *
 * <p>Reading a part that no step has made yet is an error and never a default: recipes are checked
 * for the order of their steps, so it cannot happen to a user.
 *
 * @param page the page as fetched
 * @param site what its site's pages have in common
 * @param decoded its characters, once {@code decode} has run
 * @param extracted its main text, once {@code extract} has run
 * @param leftOut what was left out of it as its site's template
 * @param language its language, once {@code language} has run
 * @param segments its words, lines and sentences, cut once and shared by all rules
 * @param measurements what rules have measured, in the order of the steps
 */
public record Draft(
    RawPage page,
    SiteFacts site,
    Optional<Decoded> decoded,
    Optional<Extracted> extracted,
    TemplateCut leftOut,
    Optional<LanguageLabel> language,
    Optional<Segments> segments,
    List<Measurement> measurements) {

  public Draft {
    measurements = List.copyOf(measurements);
  }

  /** The draft that a page begins as if nothing is known of its site. */
  public static Draft of(RawPage page) {
    return of(page, SiteFacts.NONE);
  }

  /** The draft that every page begins as. */
  public static Draft of(RawPage page, SiteFacts site) {
    return new Draft(
        page,
        site,
        Optional.empty(),
        Optional.empty(),
        TemplateCut.NONE,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  public Draft withDecoded(Decoded found) {
    return new Draft(
        page, site, Optional.of(found), extracted, leftOut, language, segments, measurements);
  }

  public Draft withExtracted(Extracted found) {
    return new Draft(
        page, site, decoded, Optional.of(found), leftOut, language, segments, measurements);
  }

  /** The draft with its main text, and what was left out of that. */
  public Draft withExtracted(SiteText found) {
    return new Draft(
        page,
        site,
        decoded,
        Optional.of(found.content()),
        found.cut(),
        language,
        segments,
        measurements);
  }

  /** The draft with its main text changed by a step, and that text's segments. */
  public Draft withText(String text, Segments cut) {
    Extracted old = extracted.orElseThrow(() -> missing("text", "extract"));
    Extracted changed = new Extracted(text, old.stated(), old.notes());
    return new Draft(
        page,
        site,
        decoded,
        Optional.of(changed),
        leftOut,
        language,
        Optional.of(cut),
        measurements);
  }

  /** The draft with its language and, since they depend on it, its segments. */
  public Draft withLanguage(LanguageLabel found, Segments cut) {
    return new Draft(
        page,
        site,
        decoded,
        extracted,
        leftOut,
        Optional.of(found),
        Optional.of(cut),
        measurements);
  }

  /** The draft with further measurements after those that it has. */
  public Draft withMeasurements(List<Measurement> more) {
    List<Measurement> all = new ArrayList<>(measurements);
    all.addAll(more);
    return new Draft(page, site, decoded, extracted, leftOut, language, segments, all);
  }

  /** The draft with its first {@code kept} measurements, and others in place of the rest. */
  public Draft withMeasurements(int kept, List<Measurement> others) {
    List<Measurement> first = measurements.subList(0, kept);
    return new Draft(page, site, decoded, extracted, leftOut, language, segments, first)
        .withMeasurements(others);
  }

  /** The characters; an error before {@code decode}. */
  public String characters() {
    return decoded.orElseThrow(() -> missing("characters", "decode")).text();
  }

  /** The main text; an error before {@code extract}. */
  public String text() {
    return extracted.orElseThrow(() -> missing("text", "extract")).text();
  }

  /** The language; an error before {@code language}. */
  public LanguageLabel languageLabel() {
    return language.orElseThrow(() -> missing("language", "language"));
  }

  /** The segments; an error before {@code language}. */
  public Segments cut() {
    return segments.orElseThrow(() -> missing("segments", "language"));
  }

  private static IllegalStateException missing(String part, String step) {
    return new IllegalStateException("no " + part + " before the step '" + step + "'");
  }
}
