package dev.sluice.corpus.scrub;

import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.Extracted;
import dev.sluice.corpus.model.ListFile;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.PageStep;
import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.Segmenter;
import dev.sluice.corpus.model.Stated;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.model.StepOutcome;
import dev.sluice.pages.settings.SettingsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The step {@code scrub}: personal data in text, title, names of authors and of the site are
 * replaced, and counted by kind. Values stand in no measurement and in no message.
 *
 * <p>The standard kinds are those that can be told with few mistakes and by which persons are
 * reached. Credit codes name organisations, plates mostly stand in news, QQ and WeChat accounts
 * have no check digit: a recipe asks for them.
 *
 * <p>{@code scrub/found} is the number of places of all kinds; {@code max_found} drops pages that
 * are lists of addresses (Dolma drops those with more than five).
 */
public final class Scrub implements PageStep {

  private static final String FOUND = "scrub/found";
  private static final int LEAST_KEY_BYTES = 16;

  private static final List<String> KINDS =
      Stream.of(PersonalData.values()).map(PersonalData::word).toList();
  private static final List<String> STANDARD =
      Stream.of(
              PersonalData.EMAIL,
              PersonalData.IP,
              PersonalData.RESIDENT_ID,
              PersonalData.PASSPORT,
              PersonalData.PHONE,
              PersonalData.BANK_CARD)
          .map(PersonalData::word)
          .toList();

  /** The step as recipes know it. */
  public static final StepKind KIND =
      new StepKind.OfPages(
          "scrub",
          "Replaces personal data: addresses, numbers and accounts of people.",
          List.of(
              Parameter.words("kinds", STANDARD, KINDS, "what is looked for"),
              Parameter.words(
                  "replacements",
                  List.of(),
                  "what stands there instead, as 'kind=text'; of several for a kind the value"
                      + " chooses one; '{hash}' is a keyed hash of the value; '<kind>' if empty"),
              Parameter.files(
                  "key", List.of(), "a file of 16 or more secret bytes, the key of the hash"),
              Parameter.flag(
                  "private_ips", "also addresses that the public network does not route"),
              Parameter.number(
                  "max_found", Parameter.MOST, "a page with more of them in all is dropped")),
          Stream.concat(Stream.of(PersonalData.values()).map(PersonalData::rule), Stream.of(FOUND))
              .toList(),
          Set.of(StepKind.Part.TEXT, StepKind.Part.LANGUAGE),
          Set.of(),
          (parameters, functions) -> new Scrub(parameters, functions.segmenter()));

  private final Set<PersonalData> kinds;
  private final Scrubber scrubber;
  private final Replacements replacements;
  private final Segmenter segmenter;
  private final long maxFound;

  private Scrub(Parameters parameters, Segmenter segmenter) {
    this.kinds = EnumSet.noneOf(PersonalData.class);
    parameters.words("kinds").forEach(word -> kinds.add(kind(word)));
    this.scrubber = new Scrubber(kinds, parameters.flag("private_ips"));
    this.replacements = replacements(parameters);
    this.segmenter = segmenter;
    this.maxFound = parameters.number("max_found");
  }

  private static Replacements replacements(Parameters parameters) {
    Optional<byte[]> key = key(parameters.files("key"));
    Map<PersonalData, List<String>> texts = new EnumMap<>(PersonalData.class);
    for (String item : parameters.words("replacements")) {
      String[] parts = item.split("=", 2);
      if (parts.length < 2 || !KINDS.contains(parts[0])) {
        throw new SettingsException(
            "scrub: 'replacements' has 'kind=text', where kind is one of %s, not '%s'"
                .formatted(String.join(", ", KINDS), item));
      }
      if (parts[1].contains(Replacements.HASH) && key.isEmpty()) {
        throw new SettingsException("scrub: '" + item + "' needs a 'key'");
      }
      texts.computeIfAbsent(kind(parts[0]), any -> new ArrayList<>()).add(parts[1]);
    }
    return new Replacements(texts, key);
  }

  private static Optional<byte[]> key(List<ListFile> files) {
    if (files.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream bytes = files.get(0).bytes()) {
      byte[] key = bytes.readAllBytes();
      if (files.size() > 1 || key.length < LEAST_KEY_BYTES) {
        throw new SettingsException(
            "scrub: 'key' is one file of at least %d bytes".formatted(LEAST_KEY_BYTES));
      }
      return Optional.of(key);
    } catch (IOException damaged) {
      throw new UncheckedIOException(files.get(0).name() + " cannot be read", damaged);
    }
  }

  private static PersonalData kind(String word) {
    return PersonalData.values()[KINDS.indexOf(word)];
  }

  @Override
  public StepOutcome apply(Draft draft) {
    Counter counter = new Counter();
    String text = counter.scrub(draft.text());
    Extracted old = draft.extracted().orElseThrow();
    Stated stated = counter.scrub(old.stated());
    Draft scrubbed = draft;
    if (!stated.equals(old.stated())) {
      scrubbed = scrubbed.withExtracted(new Extracted(old.text(), stated, old.notes()));
    }
    if (!text.equals(old.text())) {
      scrubbed = scrubbed.withText(text, segmenter.segment(text, draft.languageLabel()));
    }
    return StepOutcome.judge(scrubbed, counter.measurements());
  }

  /** Scrubs the texts of one page, and counts. */
  private final class Counter {

    private final int[] counts = new int[PersonalData.values().length];

    String scrub(String text) {
      List<Span> spans = scrubber.find(text);
      spans.forEach(span -> counts[span.kind().ordinal()]++);
      return spans.isEmpty() ? text : replacements.applyTo(text, spans);
    }

    Stated scrub(Stated stated) {
      return new Stated(
          stated.title().map(this::scrub),
          stated.authors().stream().map(this::scrub).toList(),
          stated.published(),
          stated.modified(),
          stated.siteName().map(this::scrub),
          stated.languageHint(),
          stated.licence(),
          stated.canonical());
    }

    List<Measurement> measurements() {
      List<Measurement> measured = new ArrayList<>();
      long all = 0;
      for (PersonalData kind : kinds) {
        int count = counts[kind.ordinal()];
        all += count;
        measured.add(Measurement.quantity(kind.rule(), count, "any", true));
      }
      measured.add(
          maxFound == Parameter.MOST
              ? Measurement.quantity(FOUND, all, "any", true)
              : Measurement.atMost(FOUND, all, maxFound));
      return measured;
    }
  }
}
