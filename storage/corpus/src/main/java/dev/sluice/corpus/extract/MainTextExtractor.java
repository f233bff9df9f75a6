package dev.sluice.corpus.extract;

import dev.sluice.corpus.model.ExtractSettings;
import dev.sluice.corpus.model.ExtractSettings.Favour;
import dev.sluice.corpus.model.Extracted;
import dev.sluice.corpus.model.Extractor;
import dev.sluice.corpus.model.PageOutline;
import dev.sluice.corpus.model.SiteTemplate;
import dev.sluice.corpus.model.SiteText;
import dev.sluice.corpus.model.Stated;
import dev.sluice.corpus.model.TemplateCut;
import dev.sluice.corpus.text.DocumentForm;
import dev.sluice.corpus.text.Mojibake;
import dev.sluice.pages.model.PageUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/**
 * Finds the main text of HTML pages, and passes plain text on.
 *
 * <p>In four steps: {@link Clutter} marks what is no text on any page; {@link PageBlocks} cuts the
 * rest into blocks of text; {@link BlockModel}, which was trained on labelled pages, gives each
 * block its probability, by which {@link BlockChoice} chooses; {@link TextRenderer} writes what is
 * chosen as lines or as Markdown. {@link PageFacts} tells what the page states of itself, {@link
 * Bylines} which lines only repeat that. On every page that has text some block is chosen: a page
 * is never lost here, since rules further on can still drop it and say why.
 */
public final class MainTextExtractor implements Extractor {

  /** With less text than this, it is looked for in what the page holds for its scripts. */
  private static final int SHOWS_NOTHING_CHARS = 300;

  private static final int HOLDS_CHARS = 150;
  private static final int HOLDS_MORE = 3;

  /** This share of it must be sentences: the words of menus and settings are no text. */
  private static final double HELD_PROSE = 0.6;

  private final Mojibake mojibake = new Mojibake();
  private final DocumentForm form = new DocumentForm();
  private final WordList bylineWords = new WordList("byline-words.txt");
  private final BoundedParser parser = new BoundedParser();
  private final Clutter clutter = new Clutter();
  private final BlockModel model = new BlockModel();
  private final Forums forums = new Forums();

  /** Makes an extractor, which can be shared between threads; loads its model. */
  public MainTextExtractor() {}

  @Override
  public Extracted extract(
      String characters, String mediaType, PageUrl url, ExtractSettings settings) {
    return extract(characters, mediaType, url, settings, SiteTemplate.NONE).content();
  }

  @Override
  public PageOutline outline(String characters, PageUrl url) {
    return Outline.of(parser.parse(characters, url.toString()).document().body()).numbers();
  }

  @Override
  public SiteText extract(
      String characters,
      String mediaType,
      PageUrl url,
      ExtractSettings settings,
      SiteTemplate template) {
    List<String> notes = new ArrayList<>();
    String repaired = repaired(characters, notes);
    if (mediaType.equals("text/plain")) {
      Extracted plain = new Extracted(form.normalise(repaired).strip(), Stated.NOTHING, notes);
      return new SiteText(plain, TemplateCut.NONE);
    }
    BoundedParser.Parsed parsed = parser.parse(repaired, url.toString());
    if (!parsed.whole()) {
      notes.add("the page is too large: it was read as far as the budget for one page goes");
    }
    Document document = parsed.document();
    PageMarks marks = PageMarks.of(document, bylineWords);
    TemplateCutter cutter = TemplateCutter.of(document.body(), template);
    Stated stated = normal(PageFacts.of(marks));
    String shown = text(marks, Bylines.find(marks, stated), settings, cutter);
    String text =
        shown.length() >= SHOWS_NOTHING_CHARS ? shown : lazy(document, shown, settings, notes);
    Extracted content = new Extracted(form.normalise(text).stripTrailing(), stated, notes);
    return new SiteText(content, cutter.found());
  }

  private String repaired(String characters, List<String> notes) {
    Optional<Mojibake.Repaired> repaired = mojibake.repair(characters);
    repaired.ifPresent(
        found ->
            notes.add(
                "repaired UTF-8 that had been read as %s, in %d places"
                    .formatted(found.readAs(), found.stretches())));
    return repaired.map(Mojibake.Repaired::text).orElse(characters);
  }

  private Stated normal(Stated stated) {
    return new Stated(
        stated.title().map(form::normalise),
        stated.authors().stream().map(form::normalise).toList(),
        stated.published(),
        stated.modified(),
        stated.siteName().map(form::normalise),
        stated.languageHint(),
        stated.licence(),
        stated.canonical());
  }

  /** The text that the page holds for its scripts, if it is much more than what it shows. */
  private String lazy(
      Document document, String shown, ExtractSettings settings, List<String> notes) {
    Optional<LazyText.Found> found = LazyText.in(document);
    if (found.isEmpty()) {
      return shown;
    }
    Element body = found.get().body();
    Set<Node> silent = PageBlocks.silentBelow(body, clutter);
    Measures measures = Measures.of(body, silent);
    String held = TextRenderer.render(body, measures, silent, settings);
    boolean prose = measures.of(body).mass >= HELD_PROSE * measures.of(body).chars;
    if (!prose || held.length() < HOLDS_CHARS || held.length() < HOLDS_MORE * shown.length()) {
      return shown;
    }
    notes.add("the text is from " + found.get().where() + ": the page's markup has next to none");
    return held;
  }

  private String text(
      PageMarks marks, Set<Node> bylines, ExtractSettings settings, TemplateCutter template) {
    Element body = marks.document().body();
    PageBlocks page = PageBlocks.of(body, clutter);
    if (page.blocks.isEmpty()) {
      return "";
    }
    float[] odds = model.odds(page, PageHints.of(marks, forums));
    boolean[] kept = BlockChoice.choose(page, odds, recallWeight(settings.favour()));
    if (settings.comments()) {
      BlockChoice.addComments(page, kept);
    }
    Set<Node> dropped = page.dropped(kept);
    dropped.addAll(bylines);
    dropped.addAll(template.takeOut());
    return TextRenderer.render(body, Measures.of(body, dropped), dropped, settings);
  }

  /** How much more it counts that text is missed than that it is wrongly kept. */
  private static double recallWeight(Favour favour) {
    return switch (favour) {
      case BALANCE -> 1;
      case PRECISION -> 0.5;
      case RECALL -> 2;
    };
  }
}
