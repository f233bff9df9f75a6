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
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.select.NodeTraversor;

/**
 * Finds the main text of HTML pages, and passes plain text on.
 *
 * <p>In four steps, each a walk over the tree that changes nothing in it: {@link Clutter} marks
 * what is no text by tag, role, style or name; {@link Measures} weighs the prose that is left;
 * {@link ContentChooser} finds the element that holds it; {@link TextRenderer} writes that as lines
 * or as Markdown. {@link PageFacts} tells what the page states of itself, {@link Bylines} which
 * lines only repeat that. Where a step leaves too little, the step before it is taken at its word,
 * down to the text of the whole body: a page is never lost here, since rules further on can still
 * drop it and say why.
 */
public final class MainTextExtractor implements Extractor {

  /** Readers' comments are left out if an article of at least this mass remains. */
  private static final double ARTICLE_MASS = 150;

  /** With less text than this, the whole body is looked at again. */
  private static final int TOO_LITTLE_CHARS = 150;

  /** It is taken if it has this many times the text. */
  private static final int WORTH_MORE = 4;

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
  private final ContentChooser chooser = new ContentChooser();
  private final LinkLists linkLists = new LinkLists();
  private final Forums forums = new Forums();

  /** Makes an extractor, which can be shared between threads; loads its word lists. */
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
    Document document = parser.parse(repaired, url.toString()).document();
    PageMarks marks = PageMarks.of(document, bylineWords);
    TemplateCutter cutter = TemplateCutter.of(document.body(), template);
    Stated stated = normal(PageFacts.of(marks));
    String shown = text(document, Bylines.find(marks, stated), settings, cutter);
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
        stated.licence());
  }

  /** The text that the page holds for its scripts, if it is much more than what it shows. */
  private String lazy(
      Document document, String shown, ExtractSettings settings, List<String> notes) {
    Optional<LazyText.Found> found = LazyText.in(document);
    if (found.isEmpty()) {
      return shown;
    }
    Element body = found.get().body();
    Set<Node> silent = clutter.silent(body);
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
      Document document, Set<Node> bylines, ExtractSettings settings, TemplateCutter template) {
    Element body = document.body();
    Set<Node> silent = clutter.silent(body);
    silent.addAll(bylines);
    Set<Node> dropped = clutter.find(body, silent);
    Measures measures = Measures.of(body, dropped);
    Set<Node> comments = clutter.comments(body, dropped);
    if (!settings.comments() && !forums.isForum(document)) {
      double weight = comments.stream().mapToDouble(c -> measures.of((Element) c).mass).sum();
      if (weight > 0 && measures.of(body).mass - weight >= ARTICLE_MASS) {
        dropped.addAll(comments);
      }
    }
    String chosen = chosenText(body, Measures.of(body, dropped), dropped, settings, template);
    String text =
        settings.comments() ? withComments(chosen, body, comments, dropped, settings) : chosen;
    if (text.length() >= TOO_LITTLE_CHARS) {
      return text;
    }
    silent.addAll(template.takeOut());
    String all = TextRenderer.render(body, Measures.of(body, silent), silent, settings);
    return all.length() > WORTH_MORE * text.length() ? all : text;
  }

  /** The text, and below it the comments that it does not hold already. */
  private static String withComments(
      String chosen,
      Element body,
      Set<Node> comments,
      Set<Node> dropped,
      ExtractSettings settings) {
    StringBuilder text = new StringBuilder(chosen);
    for (Element comment : inOrder(body, comments)) {
      String more = TextRenderer.render(comment, Measures.of(comment, dropped), dropped, settings);
      if (!more.isEmpty() && text.indexOf(more) < 0) {
        text.append(text.isEmpty() ? "" : "\n\n").append(more);
      }
    }
    return text.toString();
  }

  /** The elements of a set in the order of the page: the set itself has none. */
  private static List<Element> inOrder(Element body, Set<Node> elements) {
    List<Element> ordered = new ArrayList<>();
    NodeTraversor.traverse(
        (node, depth) -> {
          if (node instanceof Element element && elements.contains(element)) {
            ordered.add(element);
          }
        },
        body);
    return ordered;
  }

  private String chosenText(
      Element body,
      Measures measures,
      Set<Node> dropped,
      ExtractSettings settings,
      TemplateCutter template) {
    Element chosen = chooser.choose(body, measures, dropped);
    Set<Node> more = Collections.newSetFromMap(new IdentityHashMap<>());
    more.addAll(dropped);
    if (settings.favour() != Favour.RECALL) {
      boolean precise = settings.favour() == Favour.PRECISION;
      more.addAll(linkLists.find(chosen, measures, dropped, precise));
    }
    more.addAll(template.takeOut());
    return TextRenderer.render(chosen, measures, more, settings);
  }
}
