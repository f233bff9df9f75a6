package dev.sluice.corpus.extract;

import dev.sluice.corpus.model.Extracted;
import dev.sluice.corpus.model.Extractor;
import dev.sluice.corpus.model.PageOutline;
import dev.sluice.corpus.model.SiteTemplate;
import dev.sluice.corpus.model.SiteText;
import dev.sluice.corpus.model.TemplateCut;
import dev.sluice.pages.model.PageUrl;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/**
 * Finds the main text of HTML pages, and passes plain text on.
 *
 * <p>In four steps, each a walk over the tree that changes nothing in it: {@link Clutter} marks
 * what is no text by tag, role, style or name; {@link Measures} weighs the prose that is left;
 * {@link ContentChooser} finds the element that holds it; {@link TextRenderer} writes that as
 * lines. Where a step leaves too little, the step before it is taken at its word, down to the text
 * of the whole body: a page is never lost here, since rules further on can still drop it and say
 * why.
 */
public final class MainTextExtractor implements Extractor {

  /** Readers' comments are left out if an article of at least this mass remains. */
  private static final double ARTICLE_MASS = 150;

  /** With less text than this, the whole body is looked at again. */
  private static final int TOO_LITTLE_CHARS = 150;

  /** It is taken if it has this many times the text. */
  private static final int WORTH_MORE = 4;

  private final BoundedParser parser = new BoundedParser();
  private final Clutter clutter = new Clutter();
  private final ContentChooser chooser = new ContentChooser();
  private final LinkLists linkLists = new LinkLists();
  private final Forums forums = new Forums();

  /** Makes an extractor, which can be shared between threads; loads its word lists. */
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
    Set<Node> silent = clutter.silent(body);
    Set<Node> dropped = clutter.find(body, silent);
    Measures measures = Measures.of(body, dropped);
    if (!forums.isForum(document)) {
      Set<Node> comments = clutter.comments(body, dropped);
      double weight = comments.stream().mapToDouble(c -> measures.of((Element) c).mass).sum();
      if (weight > 0 && measures.of(body).mass - weight >= ARTICLE_MASS) {
        dropped.addAll(comments);
      }
    }
    String text = chosenText(body, Measures.of(body, dropped), dropped, template);
    if (text.length() >= TOO_LITTLE_CHARS) {
      return text;
    }
    silent.addAll(template.takeOut());
    String all = TextRenderer.render(body, Measures.of(body, silent), silent);
    return all.length() > WORTH_MORE * text.length() ? all : text;
  }

  private String chosenText(
      Element body, Measures measures, Set<Node> dropped, TemplateCutter template) {
    Element chosen = chooser.choose(body, measures, dropped);
    Set<Node> more = Collections.newSetFromMap(new IdentityHashMap<>());
    more.addAll(dropped);
    more.addAll(linkLists.find(chosen, measures, dropped));
    more.addAll(template.takeOut());
    return TextRenderer.render(chosen, measures, more);
  }
}
