package dev.sluice.corpus.extract;

import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * Writes presentation MathML on one line, as people write formulas in mails: {@code (a+b)/2},
 * {@code x^2}, {@code √(x)}, {@code [a, b; c, d]}.
 */
final class MathMarkup {

  /** Deeper formulas are written without their structure. */
  private static final int MOST_LEVELS = 100;

  private MathMarkup() {}

  /** The formula of a {@code math} element. */
  static String linear(Element math) {
    return Whitespace.collapsed(row(math, 0));
  }

  private static String of(Element element, int level) {
    if (level > MOST_LEVELS) {
      return element.text();
    }
    int below = level + 1;
    return switch (element.normalName()) {
      case "mfrac" -> grouped(element, 0, below) + "/" + grouped(element, 1, below);
      case "msup", "mover" -> base(element, below) + script("^", element, 1, below);
      case "msub", "munder" -> base(element, below) + script("_", element, 1, below);
      case "msubsup", "munderover" ->
          base(element, below) + script("_", element, 1, below) + script("^", element, 2, below);
      case "msqrt" -> "√(" + row(element, below) + ")";
      case "mroot" -> grouped(element, 0, below) + "^(1/" + child(element, 1, below) + ")";
      case "mfenced" -> fenced(element, below);
      case "mtable" -> "[" + joined(element, "; ", below) + "]";
      case "mtr", "mlabeledtr" -> joined(element, ", ", below);
      case "mo" -> operator(element.text());
      case "mspace", "mphantom", "annotation", "annotation-xml" -> " ";
      default -> row(element, below);
    };
  }

  private static String row(Element element, int level) {
    StringBuilder row = new StringBuilder();
    for (Node node : element.childNodes()) {
      if (node instanceof TextNode text) {
        row.append(text.text().isBlank() ? "" : text.text());
      } else if (node instanceof Element child) {
        String part = of(child, level);
        row.append(row.isEmpty() && child.normalName().equals("mo") ? part.strip() : part);
      }
    }
    return row.toString();
  }

  /** Relations and sums stand apart; invisible operators are not written. */
  private static String operator(String sign) {
    String plain = sign.replaceAll("[\\u2061-\\u2064]", "");
    boolean apart = plain.matches("[=<>≤≥≠≈≡∈∉⊂⊆→⇒⇔←↔+−±∓×·∘∧∨∪∩:,;-]|:=");
    if (!apart) {
      return plain;
    }
    return plain.equals(",") || plain.equals(";") ? plain + " " : " " + plain + " ";
  }

  private static String fenced(Element element, int level) {
    String open = element.hasAttr("open") ? element.attr("open") : "(";
    String close = element.hasAttr("close") ? element.attr("close") : ")";
    return open + joined(element, ", ", level) + close;
  }

  private static String joined(Element element, String separator, int level) {
    List<String> parts =
        element.children().stream().map(child -> of(child, level).strip()).toList();
    return String.join(separator, parts);
  }

  private static String base(Element element, int level) {
    return child(element, 0, level);
  }

  private static String child(Element element, int index, int level) {
    return index < element.childrenSize() ? of(element.child(index), level).strip() : "";
  }

  private static String script(String sign, Element element, int index, int level) {
    String script = child(element, index, level);
    if (script.isEmpty()) {
      return "";
    }
    return sign + (isAtom(script) ? script : "(" + script + ")");
  }

  private static String grouped(Element element, int index, int level) {
    String part = child(element, index, level);
    return isAtom(part) ? part : "(" + part + ")";
  }

  private static boolean isAtom(String part) {
    return part.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || c == '.' || c == '′');
  }
}
