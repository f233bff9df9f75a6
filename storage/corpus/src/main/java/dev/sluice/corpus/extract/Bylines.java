package dev.sluice.corpus.extract;

import dev.sluice.corpus.model.Stated;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/**
 * Finds the lines that say who wrote a text and when, and nothing else: they are kept as facts, and
 * are no part of the text. A line that says anything more stays.
 */
final class Bylines {

  private static final int MOST_CHARS = 160;
  private static final int MOST_LEVELS = 3;
  private static final int DAY_CHARS = "2024-03-05".length();

  private static final Set<String> NO_BYLINE = Set.of("h1", "h2", "h3", "img", "pre", "table");

  /** What may stand around names and dates, apart from digits and signs. */
  private static final Pattern AROUND =
      Pattern.compile(
          "\\b(?:written|posted|published|updated|last|modified|created|edited|reported|by|on|at|in"
              + "|the|and|of|am|pm|a\\.m|p\\.m|min|mins|minutes?|read|reading|time|author|date|utc|gmt"
              + "|est|edt|pst|pdt|cet|bst|von|am|um|uhr|aktualisiert|stand|par|le|publié|mis|à|jour|por"
              + "|el|di|il|door|op|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
              + "|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|mon(?:day)?"
              + "|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
              + "|st|nd|rd|th)\\b|作者|来源|來源|记者|記者|编辑|編輯|责任|责编|发布|發布|时间|時間|更新|日期"
              + "|[年月日时分秒於于]");

  private Bylines() {}

  /** The blocks of a page that are bylines. */
  static Set<Node> find(PageMarks marks, Stated stated) {
    List<String> names =
        stated.authors().stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    List<String> days =
        Stream.of(stated.published(), stated.modified())
            .flatMap(Optional::stream)
            .map(date -> date.substring(0, DAY_CHARS))
            .toList();
    Set<Node> found = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Element> candidates = new ArrayList<>(marks.bylines());
    candidates.addAll(marks.authorLinkElements());
    candidates.addAll(marks.timeElements());
    for (Element candidate : candidates) {
      Element block = block(candidate);
      for (int level = 0; level < MOST_LEVELS && isByline(block, names, days); level++) {
        found.add(block);
        Element parent = block.parent();
        if (parent == null || parent.normalName().equals("body")) {
          break;
        }
        block = parent;
      }
    }
    return found;
  }

  private static Element block(Element candidate) {
    Element block = candidate;
    while (!block.isBlock() && block.parent() != null) {
      block = block.parent();
    }
    return block;
  }

  private static boolean isByline(Element block, List<String> names, List<String> days) {
    Optional<String> text = shortText(block);
    if (text.isEmpty() || text.get().isBlank()) {
      return false;
    }
    String rest = text.get().toLowerCase(Locale.ROOT);
    boolean named = false;
    for (String name : names) {
      named |= rest.contains(name);
      rest = rest.replace(name, " ");
    }
    boolean dated =
        StatedDate.iso(text.get())
            .filter(date -> days.contains(date.substring(0, DAY_CHARS)))
            .isPresent();
    if (!named && !dated) {
      return false;
    }
    String left = AROUND.matcher(rest).replaceAll(" ");
    return left.codePoints().noneMatch(Character::isLetter);
  }

  /** The text of an element if it is short enough for a byline. */
  private static Optional<String> shortText(Element element) {
    StringBuilder text = new StringBuilder();
    NodeFilter filter =
        (node, depth) -> {
          if (node instanceof TextNode piece) {
            text.append(piece.text()).append(' ');
          }
          boolean heading = node instanceof Element inner && NO_BYLINE.contains(inner.normalName());
          return heading || text.length() > MOST_CHARS
              ? NodeFilter.FilterResult.STOP
              : NodeFilter.FilterResult.CONTINUE;
        };
    NodeFilter.FilterResult end = NodeTraversor.filter(filter, element);
    return end == NodeFilter.FilterResult.STOP ? Optional.empty() : Optional.of(text.toString());
  }
}
