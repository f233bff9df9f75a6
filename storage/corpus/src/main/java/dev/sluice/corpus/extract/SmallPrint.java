package dev.sluice.corpus.extract;

import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** Decides what small raised letters mean: a power, an ordinal, or the mark of a footnote. */
final class SmallPrint {

  private static final String DIGITS = "0123456789+-−=()n";
  private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ";

  private static final Pattern MARK =
      Pattern.compile(
          "\\[?\\(?(?:\\d{1,3}|[a-z]{1,2}|[ivx]{1,4}|note \\d+|nb \\d+|[*†‡§¶#]+)\\)?\\]?");

  private static final Pattern TARGET =
      Pattern.compile("(?i)#(?:.*[-_])?(?:cite|fn|ftn|foot|note|endnote|ref|bib|edn|sdfootnote)");

  private static final Pattern EXPRESSION =
      Pattern.compile("[kmxyzijtpqNT]|[\\p{L}\\d+\\-−*/.()=]*[\\d+\\-−][\\p{L}\\d+\\-−*/.()=]*");

  private static final int MOST_CHARS = 20;

  private SmallPrint() {}

  /** True for a number or sign that leads to a note or a source. */
  static boolean isNoteMark(Element element) {
    String tag = element.normalName();
    if (tag.equals("sup")) {
      Element link = element.selectFirst("a[href]");
      boolean leads = link != null && leadsToNote(link);
      return (leads || element.hasClass("reference") || element.hasClass("footnote-ref"))
          && isMark(element);
    }
    return tag.equals("a")
        && element.attributesSize() > 0
        && (element.hasClass("footnote-ref")
            || element.hasClass("footnote-reference")
            || element.attr("role").equals("doc-noteref")
            || element.attr("epub:type").equals("noteref"))
        && isMark(element);
  }

  private static boolean isMark(Element element) {
    String text = Whitespace.collapsed(element.text()).replace(" ", "");
    return text.length() <= MOST_CHARS
        && (text.isEmpty()
            || MARK.matcher(text).matches()
            || text.matches("(?:\\[\\w{1,4}\\])+|\\d+(?:[,–-]\\d+)+"));
  }

  private static boolean leadsToNote(Element link) {
    return TARGET.matcher(link.attr("href")).find();
  }

  /** What a raised text is written as behind a character; the text itself where that says it. */
  static String raised(String text, char before) {
    boolean behind = Character.isLetterOrDigit(before) || before == ')' || before == ']';
    if (text.isEmpty() || text.length() > MOST_CHARS || !behind) {
      return text;
    }
    StringBuilder raised = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      int at = DIGITS.indexOf(text.charAt(i));
      if (at < 0) {
        return EXPRESSION.matcher(text).matches()
            ? "^" + (text.length() == 1 ? text : "(" + text + ")")
            : text;
      }
      raised.append(RAISED.charAt(at));
    }
    return raised.toString();
  }
}
