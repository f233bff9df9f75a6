package dev.sluice.corpus.extract;

import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/**
 * Tells what is no text on any page: scripts, form fields, pictures, signs. Names of classes and
 * ids are only a hint that {@link BlockModel} weighs, since names lie: a body can have the class
 * {@code has-sidebar}.
 */
final class Clutter {

  private static final Set<String> NEVER_TEXT =
      Set.of(
          "script",
          "style",
          "template",
          "iframe",
          "object",
          "embed",
          "applet",
          "svg",
          "canvas",
          "audio",
          "video",
          "head",
          "input",
          "select",
          "option",
          "textarea",
          "button",
          "datalist",
          "progress",
          "meter",
          "dialog",
          "rt",
          "rp",
          "rtc",
          "annotation",
          "annotation-xml",
          "noframes",
          "frameset",
          "title");

  /** A sign, with white space around it. */
  private static final int MOST_SIGN_CHARS = 8;

  private final WordList words = new WordList("clutter-words.txt");
  private final WordList lineNumberWords = new WordList("line-number-words.txt");
  private final WordList commentWords = new WordList("comment-words.txt");

  /** True for scripts, form fields, pictures, signs that link to themselves, numbers of lines. */
  boolean isSilent(Element element) {
    return NEVER_TEXT.contains(element.normalName())
        || isPermalink(element)
        || isLineNumbers(element);
  }

  /** What names speak of, as flags of a {@link Box}. */
  int flags(String names) {
    return (words.hasAnyOf(names) ? Box.CLUTTER : 0)
        | (commentWords.hasAnyOf(names) ? Box.COMMENT : 0);
  }

  /** A sign beside a heading that links to the heading itself. */
  private static boolean isPermalink(Element element) {
    if (!element.normalName().equals("a")
        || element.childNodeSize() != 1
        || !(element.childNode(0) instanceof TextNode text)
        || text.getWholeText().length() > MOST_SIGN_CHARS) {
      return false;
    }
    String sign = text.text().strip();
    return sign.equals("¶") || sign.equals("#") || sign.equals("§") || sign.equals("🔗");
  }

  /** The column beside code that numbers its lines. */
  private boolean isLineNumbers(Element element) {
    Element parent = element.parent();
    boolean besideCode =
        element.normalName().equals("td") || parent != null && parent.normalName().equals("pre");
    return besideCode && lineNumberWords.hasAnyOf(names(element));
  }

  private static String names(Element element) {
    String id = Given.value(element, "id");
    String classes = Given.classes(element);
    return id.isEmpty() ? classes : classes + ' ' + id;
  }
}
