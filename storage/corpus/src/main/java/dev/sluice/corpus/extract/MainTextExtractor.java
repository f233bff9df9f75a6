package dev.sluice.corpus.extract;

import dev.sluice.corpus.model.Extracted;
import dev.sluice.corpus.model.Extractor;
import dev.sluice.corpus.model.PageOutline;
import dev.sluice.corpus.model.SiteTemplate;
import dev.sluice.corpus.model.SiteText;
import dev.sluice.corpus.model.TemplateCut;
import dev.sluice.pages.model.PageUrl;
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
 * chosen as lines. On every page that has text some block is chosen: a page is never lost here,
 * since rules further on can still drop it and say why.
 */
public final class MainTextExtractor implements Extractor {

  /** Text that is missed counts as much as text that is wrongly kept. */
  private static final double BALANCE = 1;

  private final BoundedParser parser = new BoundedParser();
  private final Clutter clutter = new Clutter();
  private final BlockModel model = new BlockModel();
  private final Forums forums = new Forums();

  /** Makes an extractor, which can be shared between threads; loads its model. */
  public MainTextExtractor() {}

  @Override
  public Extracted extract(String characters, String mediaType, PageUrl url) {
    return extract(characters, mediaType, url, SiteTemplate.NONE).content();
  }

  @Override
  public SiteText extract(String characters, String mediaType, PageUrl url, SiteTemplate template) {
    if (mediaType.equals("text/plain")) {
      return new SiteText(plain(characters), TemplateCut.NONE);
    }
    Document document = parser.parse(characters, url.toString()).document();
    PageFacts facts = PageFacts.of(document);
    TemplateCutter cutter = TemplateCutter.of(document.body(), template);
    Extracted content =
        new Extracted(
            WellFormed.of(text(document, cutter)).strip(),
            facts.title(),
            facts.author(),
            facts.published(),
            facts.siteName(),
            facts.languageHint());
    return new SiteText(content, cutter.found());
  }

  @Override
  public PageOutline outline(String characters, PageUrl url) {
    return Outline.of(parser.parse(characters, url.toString()).document().body()).numbers();
  }

  private static Extracted plain(String characters) {
    return new Extracted(
        WellFormed.of(characters.replace("\r\n", "\n").replace('\r', '\n')).strip(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private String text(Document document, TemplateCutter template) {
    Element body = document.body();
    PageBlocks page = PageBlocks.of(body, clutter);
    if (page.blocks.isEmpty()) {
      return "";
    }
    float[] odds = model.odds(page, PageHints.of(document, forums));
    Set<Node> dropped = page.dropped(BlockChoice.choose(page, odds, BALANCE));
    dropped.addAll(template.takeOut());
    return TextRenderer.render(body, Measures.of(body, dropped), dropped);
  }
}
