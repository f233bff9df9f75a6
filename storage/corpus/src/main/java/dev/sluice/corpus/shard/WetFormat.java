package dev.sluice.corpus.shard;

import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.Edition;
import dev.sluice.corpus.model.LanguageLabel;
import dev.sluice.pages.warc.GzipPacking;
import dev.sluice.pages.warc.WarcWriting;
import dev.sluice.pages.warc.Warcinfo;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;

/**
 * Texts as {@code conversion} records of WARC, as Common Crawl's WET files have them: one for each
 * document, with the languages that it is in.
 */
public final class WetFormat implements ShardFormat {

  /** zlib's default: texts are small. */
  private static final int LEVEL = 6;

  /** A language of which there is less is not named. */
  private static final double LEAST_SHARE = 0.05;

  @Override
  public String name() {
    return "wet";
  }

  @Override
  public List<String> suffixes() {
    return List.of(".warc.wet.gz");
  }

  @Override
  public ShardWriter begin(List<OutputStream> files, Edition edition) {
    return new Writer(new WarcWriting(files.get(0), new GzipPacking(LEVEL), info(edition)));
  }

  static Warcinfo info(Edition edition) {
    return new Warcinfo(
        "Sluice", edition.snapshot(), edition.source() + ", by the recipe " + edition.version());
  }

  /** The languages of a text as ISO 639-3 codes, most of it first. */
  static List<String> languages(Optional<LanguageLabel> label) {
    return label.stream()
        .flatMap(it -> it.languages().stream())
        .filter(it -> it.share() >= LEAST_SHARE && !it.name().equals("und"))
        .map(it -> threeLetters(it.name()))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<String> threeLetters(String code) {
    try {
      String three = Locale.forLanguageTag(code).getISO3Language();
      return three.isEmpty() ? Optional.empty() : Optional.of(three);
    } catch (MissingResourceException unknown) {
      return Optional.empty();
    }
  }

  private record Writer(WarcWriting wet) implements ShardWriter {

    @Override
    public void add(Document document, Original original) throws IOException {
      wet.text(document.key(), document.text(), languages(document.language()));
    }

    @Override
    public void close() throws IOException {
      wet.close();
    }
  }
}
