package dev.sluice.corpus.extract;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/**
 * A formula of a page: in LaTeX where the page has it so, else in a form that can be read on one
 * line.
 *
 * @param text LaTeX without delimiters, or plain text; empty for what only repeats a formula
 * @param latex true for LaTeX
 * @param display true if it stands on a line of its own
 */
record Formula(String text, boolean latex, boolean display) {

  private static final Formula REPEATED = new Formula("", false, false);

  private static final Pattern IMAGE_CLASS =
      Pattern.compile("(?i)(?:^|[\\s_-])(?:math|tex|latex|formula|equation|mwe-math)");

  private static final Pattern IMAGE_SOURCE =
      Pattern.compile("(?i)latex\\.php|codecogs|mathtex|mimetex|cht=tx|/math/");

  private static final Pattern LOOKS_LIKE_LATEX = Pattern.compile("\\\\[A-Za-z]|[\\^_{}]");

  private static final Set<String> PREVIEWS =
      Set.of("MathJax_Preview", "MJX_Assistive_MathML", "katex-html", "MathJax_CHTML");

  /** The formula that an element is; empty for any other element. */
  static Optional<Formula> of(Element element) {
    return switch (element.normalName()) {
      case "math" -> Optional.of(ofMath(element));
      case "img" -> ofImage(element);
      case "script" -> ofScript(element);
      case "mjx-container" -> Optional.of(ofContainer(element));
      case "span", "div" -> element.attributesSize() > 0 ? ofSpan(element) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Formula ofMath(Element math) {
    boolean display = math.attr("display").equals("block");
    Element annotation = math.selectFirst("annotation[encoding~=(?i)tex]");
    String latex = annotation == null ? "" : annotation.wholeText();
    if (latex.isBlank()) {
      latex = LOOKS_LIKE_LATEX.matcher(math.attr("alttext")).find() ? math.attr("alttext") : "";
    }
    return latex.isBlank()
        ? new Formula(MathMarkup.linear(math), false, display)
        : new Formula(clean(latex), true, display);
  }

  private static Optional<Formula> ofImage(Element image) {
    String alt = image.attr("alt");
    boolean named =
        !alt.isBlank()
            && (IMAGE_CLASS.matcher(Given.classes(image)).find()
                || IMAGE_SOURCE.matcher(Given.value(image, "src")).find());
    if (!named) {
      return Optional.empty();
    }
    boolean latex = LOOKS_LIKE_LATEX.matcher(alt).find();
    boolean display = image.className().contains("display");
    return Optional.of(new Formula(clean(alt), latex, display));
  }

  private static Optional<Formula> ofScript(Element script) {
    String type = script.attr("type").toLowerCase(Locale.ROOT);
    if (!type.startsWith("math/")) {
      return Optional.empty();
    }
    if (type.startsWith("math/mml")) {
      return Optional.of(ofMarkup(script.data()));
    }
    boolean display = type.contains("mode=display");
    return Optional.of(new Formula(clean(script.data()), true, display));
  }

  private static Formula ofContainer(Element container) {
    Element math = container.selectFirst("math");
    Formula found = math == null ? REPEATED : ofMath(math);
    boolean display = container.attr("display").equals("true");
    return new Formula(found.text, found.latex, display);
  }

  private static Optional<Formula> ofSpan(Element span) {
    String names = Given.classes(span);
    boolean likely =
        names.contains("katex")
            || names.contains("MathJax")
            || names.contains("mwe-math")
            || names.contains("MJX");
    if (!likely) {
      return Optional.empty();
    }
    if (span.hasClass("mwe-math-element") || span.hasClass("katex")) {
      return ofWrapped(span);
    }
    if (span.hasClass("katex-display")) {
      return ofWrapped(span).map(found -> new Formula(found.text, found.latex, true));
    }
    if (span.hasClass("MathJax")
        || span.hasClass("MathJax_SVG")
        || span.hasClass("MathJax_Display")) {
      return Optional.of(hasScript(span) ? REPEATED : ofMarkup(span.attr("data-mathml")));
    }
    boolean preview = PREVIEWS.stream().anyMatch(span::hasClass);
    return preview ? Optional.of(REPEATED) : Optional.empty();
  }

  /** The MathML in a wrapper, or else its image. */
  private static Optional<Formula> ofWrapped(Element wrapper) {
    Element math = wrapper.selectFirst("math");
    if (math != null) {
      return Optional.of(ofMath(math));
    }
    Element image = wrapper.selectFirst("img[alt]");
    return image == null ? Optional.empty() : ofImage(image);
  }

  /** MathJax leaves the source beside what it shows, or around what shows it. */
  private static boolean hasScript(Element shown) {
    Element next = shown.nextElementSibling();
    Element outer = shown.parent();
    Element outerNext = outer == null ? null : outer.nextElementSibling();
    return next != null && next.attr("type").startsWith("math/")
        || outerNext != null && outerNext.attr("type").startsWith("math/");
  }

  private static Formula ofMarkup(String mathml) {
    Element math = mathml.isBlank() ? null : Jsoup.parseBodyFragment(mathml).selectFirst("math");
    return math == null ? REPEATED : ofMath(math);
  }

  /** LaTeX on one line, without the wrapping that Wikipedia puts around it. */
  private static String clean(String latex) {
    String line = Whitespace.collapsed(latex);
    String wrapper = "{\\displaystyle ";
    if (line.startsWith(wrapper) && line.endsWith("}")) {
      line = line.substring(wrapper.length(), line.length() - 1).strip();
    }
    boolean dollars = line.length() > 2 && line.startsWith("$") && line.endsWith("$");
    return dollars ? line.replaceAll("^\\${1,2}|\\${1,2}$", "").strip() : line;
  }

  /** As it stands in a text: LaTeX between dollar signs. */
  String delimited() {
    String sign = display ? "$$" : "$";
    return text.isEmpty() || !latex ? text : sign + text + sign;
  }
}
