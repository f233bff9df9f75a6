package dev.sluice.corpus.preview;

import dev.sluice.corpus.model.Decoded;
import dev.sluice.corpus.model.Decoder;
import dev.sluice.corpus.model.ExtractSettings;
import dev.sluice.corpus.model.Extracted;
import dev.sluice.corpus.model.Extractor;
import dev.sluice.corpus.model.LanguageIdentifier;
import dev.sluice.corpus.model.LanguageLabel;
import dev.sluice.corpus.model.PageFunctions;
import dev.sluice.corpus.model.Segments;
import dev.sluice.corpus.model.SiteFacts;
import dev.sluice.corpus.model.SiteTemplate;
import dev.sluice.corpus.model.SiteText;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.RawPage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Functions that do the same work for a page only once, however many recipes ask for it.
 *
 * <p>Nearly all of the time that a page takes goes into decoding, extraction, the language and the
 * words, and two recipes mostly ask the same of these. So each thread remembers what it was asked
 * for the page that it is at, and answers the second recipe from memory: the outcome is the same,
 * since the functions are pure. Rules are cheap, and run for each recipe.
 */
public final class ReadOnce {

  private final PageFunctions functions;
  private final ThreadLocal<Map<List<Object>, Object>> answers =
      ThreadLocal.withInitial(HashMap::new);

  /** Remembers the answers of these functions. */
  public ReadOnce(PageFunctions functions) {
    this.functions = functions;
  }

  /** The functions that remember. */
  public PageFunctions functions() {
    return new PageFunctions(
        new OneDecoder(), new OneExtractor(), new OneIdentifier(), this::segment);
  }

  /** Forgets what this thread was asked: it is done with its page. */
  public void forget() {
    answers.get().clear();
  }

  private <T> T once(Class<T> type, Supplier<T> work, Object... asked) {
    Map<List<Object>, Object> known = answers.get();
    List<Object> question = List.of(asked);
    Object answer = known.get(question);
    if (answer == null) {
      answer = work.get();
      known.put(question, answer);
    }
    return type.cast(answer);
  }

  private Segments segment(String text, LanguageLabel language) {
    return once(
        Segments.class,
        () -> functions.segmenter().segment(text, language),
        "segment",
        text,
        language);
  }

  private final class OneDecoder implements Decoder {

    @Override
    public Decoded decode(RawPage page) {
      return decode(page, SiteFacts.NONE);
    }

    /** Of the site it asks only for the usual encoding. */
    @Override
    public Decoded decode(RawPage page, SiteFacts site) {
      return once(
          Decoded.class,
          () -> functions.decoder().decode(page, site),
          "decode",
          page,
          site.charset());
    }
  }

  private final class OneExtractor implements Extractor {

    @Override
    public Extracted extract(
        String characters, String mediaType, PageUrl url, ExtractSettings settings) {
      return extract(characters, mediaType, url, settings, SiteTemplate.NONE).content();
    }

    @Override
    public SiteText extract(
        String characters,
        String mediaType,
        PageUrl url,
        ExtractSettings settings,
        SiteTemplate template) {
      return once(
          SiteText.class,
          () -> functions.extractor().extract(characters, mediaType, url, settings, template),
          "extract",
          characters,
          mediaType,
          settings,
          template);
    }
  }

  private final class OneIdentifier implements LanguageIdentifier {

    @Override
    public LanguageLabel identify(String text) {
      return identify(text, Optional.empty());
    }

    @Override
    public LanguageLabel identify(String text, Optional<String> hint) {
      return once(
          LanguageLabel.class,
          () -> functions.languages().identify(text, hint),
          "identify",
          text,
          hint);
    }
  }
}
