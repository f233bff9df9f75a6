package dev.sluice.corpus.extract;

import java.util.Iterator;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;

/**
 * Parses pages as far as a fixed amount of work goes, so that none costs more than the largest that
 * people write.
 *
 * <p>Work is counted in characters and elements and never in time: the same page gives the same
 * tree everywhere. The number of tags is no bound of the number of elements, because an element of
 * format that was not closed, such as {@code <b>}, is made again in every paragraph after it
 * (WHATWG HTML, 13.2.4.3, "reconstruct the active formatting elements"; jsoup makes at most twelve
 * at a time). So a page of many tags is parsed in steps, and its elements are counted while they
 * are made; that costs a tenth more, which other pages are spared.
 *
 * <p>A tag's name takes jsoup time that grows with the square of its length, so the name of a tag
 * that somebody forgot to end is cut.
 *
 * <p>Depth is no concern here: jsoup closes what is nested deeper than 512.
 */
final class BoundedParser {

  /** Fourteen times the largest of 3,266 pages of the web; about 250 novels. */
  private static final int MOST_CHARACTERS = 16_000_000;

  /** Twenty times the most that any of those pages has. */
  private static final int MOST_ELEMENTS = 400_000;

  /** No element's name is longer, but for what was meant to be something else. */
  private static final int MOST_NAME_CHARACTERS = 500;

  /** The length of {@code <b>}. */
  private static final int SHORTEST_TAG = 3;

  /** Pages with fewer tags cannot have too many elements, whatever they leave open. */
  private static final int FEW_TAGS = MOST_ELEMENTS / 13;

  /**
   * A page as a tree.
   *
   * @param document the tree, of all that was read
   * @param whole false if the page went on where the budget ended
   */
  record Parsed(Document document, boolean whole) {}

  private final int mostCharacters;
  private final int mostElements;
  private final int fewTags;

  /** With the budget for pages of the web. */
  BoundedParser() {
    this(MOST_CHARACTERS, MOST_ELEMENTS, FEW_TAGS);
  }

  BoundedParser(int mostCharacters, int mostElements, int fewTags) {
    this.mostCharacters = mostCharacters;
    this.mostElements = mostElements;
    this.fewTags = fewTags;
  }

  /**
   * Parses a page.
   *
   * @param url its address
   */
  Parsed parse(String characters, String url) {
    boolean fits = characters.length() <= mostCharacters;
    String read = withShortNames(fits ? characters : characters.substring(0, mostCharacters));
    return hasFewTags(read)
        ? new Parsed(Jsoup.parse(read, url), fits)
        : parseInSteps(read, url, fits);
  }

  /** The page with each tag's name cut to what a name can have. */
  private static String withShortNames(String characters) {
    StringBuilder shorter = new StringBuilder();
    int copied = 0;
    int at = characters.indexOf('<');
    while (at >= 0) {
      int end = endOfName(characters, at + 1);
      if (end - at > MOST_NAME_CHARACTERS) {
        shorter.append(characters, copied, at + MOST_NAME_CHARACTERS);
        copied = end;
      }
      at = characters.indexOf('<', end);
    }
    return copied == 0 ? characters : shorter.append(characters.substring(copied)).toString();
  }

  /** Where a name ends that begins here; here, if none does (WHATWG HTML, 13.2.5.6 to 13.2.5.8). */
  private static int endOfName(String characters, int from) {
    int i = from;
    if (i < characters.length() && characters.charAt(i) == '/') {
      i++;
    }
    if (i == characters.length() || !isLetter(characters.charAt(i))) {
      return from;
    }
    while (i < characters.length() && !endsName(characters.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean endsName(char c) {
    return c <= '>' && " \t\n\f\r/>".indexOf(c) >= 0;
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private boolean hasFewTags(String characters) {
    if (characters.length() / SHORTEST_TAG <= fewTags) {
      return true;
    }
    int tags = 0;
    int at = characters.indexOf('<');
    while (at >= 0 && tags <= fewTags) {
      tags++;
      at = characters.indexOf('<', at + 1);
    }
    return tags <= fewTags;
  }

  private Parsed parseInSteps(String characters, String url, boolean fits) {
    try (StreamParser steps = new StreamParser(Parser.htmlParser()).parse(characters, url)) {
      Iterator<Element> closed = steps.iterator();
      int elements = 0;
      while (elements < mostElements && closed.hasNext()) {
        closed.next();
        elements++;
      }
      boolean whole = fits && !closed.hasNext();
      return new Parsed(steps.document(), whole);
    }
  }
}
