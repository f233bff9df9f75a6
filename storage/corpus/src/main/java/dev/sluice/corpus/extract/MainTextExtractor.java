package dev.sluice.corpus.extract;

import dev.sluice.corpus.model.Extracted;
import dev.sluice.corpus.model.Extractor;
import dev.sluice.pages.model.PageUrl;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
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

  /** Readers' comments are left out unless they weigh this many times the rest, as in a forum. */
  private static final double FORUM_SHARE = 3;

  private static final int TOO_LITTLE_CHARS = 200;

  private final Clutter clutter = new Clutter();
  private final ContentChooser chooser = new ContentChooser();
  private final LinkLists linkLists = new LinkLists();

  /** Makes an extractor, which can be shared between threads; loads its word lists. */
  public MainTextExtractor() {}

  @Override
  public Extracted extract(String characters, String mediaType, PageUrl url) {
    if (mediaType.equals("text/plain")) {
      return plain(characters);
    }
    Document document = Jsoup.parse(characters, url.toString());
    PageFacts facts = PageFacts.of(document);
    return new Extracted(
        text(document.body()),
        facts.title(),
        facts.author(),
        facts.published(),
        facts.siteName(),
        facts.languageHint());
  }

  private static Extracted plain(String characters) {
    return new Extracted(
        characters.replace("\r\n", "\n").replace('\r', '\n').strip(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private String text(Element body) {
    Set<Node> dropped = clutter.find(body);
    Measures measures = Measures.of(body, dropped);
    Set<Node> comments = clutter.comments(body, dropped);
    if (!comments.isEmpty()) {
      double weight = comments.stream().mapToDouble(c -> measures.of((Element) c).mass).sum();
      if (weight <= FORUM_SHARE * (measures.of(body).mass - weight)) {
        dropped.addAll(comments);
        return chosenText(body, Measures.of(body, dropped), dropped);
      }
    }
    return chosenText(body, measures, dropped);
  }

  private String chosenText(Element body, Measures measures, Set<Node> dropped) {
    Element chosen = chooser.choose(body, measures, dropped);
    Set<Node> more = Collections.newSetFromMap(new IdentityHashMap<>());
    more.addAll(dropped);
    more.addAll(linkLists.find(chosen, measures, dropped));
    String text = TextRenderer.render(chosen, measures, more);
    if (text.length() < TOO_LITTLE_CHARS && measures.of(body).chars > text.length()) {
      String all = TextRenderer.render(body, measures, dropped);
      return all.isEmpty() ? text : all;
    }
    return text;
  }
}
