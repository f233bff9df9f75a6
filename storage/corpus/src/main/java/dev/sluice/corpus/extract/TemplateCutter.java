package dev.sluice.corpus.extract;

import dev.sluice.corpus.extract.Outline.Holder;
import dev.sluice.corpus.extract.Outline.Piece;
import dev.sluice.corpus.model.SiteTemplate;
import dev.sluice.corpus.model.TemplateCut;
import dev.sluice.corpus.model.TemplateLimits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jspecify.annotations.Nullable;

/**
 * Takes the template of its site out of a page.
 *
 * <p>What recurs is mostly template, but headings such as "Parameters" or "示例", answers such as
 * "None." and cells such as "yes" recur in the text itself. So it depends on what is at stake on
 * how many pages a piece must stand, and where it stands matters as much:
 *
 * <ul>
 *   <li>Amid the text, a piece goes if it stands on the share of pages that the recipe sets. A
 *       short one that is no link goes only with a group that recurs as a whole.
 *   <li>At the margins, where most of the text recurs, short ones go by themselves, and a third of
 *       that share is enough for links: a part of a site has a navigation of its own.
 *   <li>A long paragraph must stand on half of all pages, wherever it stands: it may be a text that
 *       has several addresses.
 *   <li>A heading stays while what it is the heading of does. A row of data goes as a whole or
 *       stays. A page of which nothing would be left stays as it is.
 * </ul>
 */
final class TemplateCutter {

  private static final Set<String> HEADINGS =
      Set.of("h1", "h2", "h3", "h4", "h5", "h6", "dt", "caption", "summary", "legend");

  private static final int SHORT_LETTERS = 40;
  private static final int LONG_LETTERS = 200;
  private static final double LONG_SHARE = 0.5;
  private static final double MARGIN_LINK_EASE = 1.0 / 3;

  /** One letter that recurs nowhere outweighs as many that do when margins are measured. */
  private static final int OWN_WEIGHT = 2;

  /** In a row of data no cell has more pieces. */
  private static final int CELL_PIECES = 2;

  private static final int SHOWN_CHARS = 200;

  private final List<Piece> pieces;
  private final List<Holder> holders;
  private final SiteTemplate template;
  private final boolean[] cut;

  private TemplateCutter(Outline outline, SiteTemplate template) {
    this.pieces = outline.pieces();
    this.holders = outline.holders();
    this.template = template;
    this.cut = new boolean[pieces.size()];
  }

  /** Finds what belongs to the template below an element. */
  static TemplateCutter of(Element body, SiteTemplate template) {
    TemplateCutter cutter =
        new TemplateCutter(template.isEmpty() ? Outline.empty() : Outline.of(body), template);
    cutter.decide();
    return cutter;
  }

  /** All shares of pages that anything depends on, ascending. */
  static double[] shares(TemplateLimits limits) {
    double share = limits.share();
    return new double[] {MARGIN_LINK_EASE * share, share, Math.max(share, LONG_SHARE)};
  }

  /** What was found, in words. */
  TemplateCut found() {
    if (template.isEmpty()) {
      return TemplateCut.NONE;
    }
    List<TemplateCut.Line> lines = new ArrayList<>();
    for (int i = 0; i < cut.length; i++) {
      if (cut[i]) {
        Piece piece = pieces.get(i);
        lines.add(new TemplateCut.Line(shown(piece.text), template.pagesWith(piece.key)));
      }
    }
    double share = cutWeight() == 0 ? 0 : (double) cutWeight() / totalWeight();
    return new TemplateCut(template.pages(), share, lines);
  }

  /**
   * Empties the text nodes that were found. It is done once the main text is chosen, since that is
   * told from what surrounds it.
   *
   * @return the elements of which nothing is left
   */
  Set<Node> takeOut() {
    for (int i = 0; i < cut.length; i++) {
      if (cut[i]) {
        pieces.get(i).nodes.forEach(node -> node.text(""));
      }
    }
    return emptied();
  }

  private void decide() {
    int head = headEnd();
    int tail = tailStart();
    for (int i = 0; i < cut.length; i++) {
      cut[i] = goesAlone(pieces.get(i), i < head || i >= tail);
    }
    for (Holder holder : holders) {
      if (holder.end() - holder.first() > 1 && goesAsGroup(holder)) {
        Arrays.fill(cut, holder.first(), holder.end(), true);
      }
    }
    holders.stream().filter(this::isBrokenRow).forEach(row -> keep(row.first(), row.end()));
    keepHeadings();
    if (cutWeight() == totalWeight()) {
      keep(0, cut.length);
    }
  }

  private void keep(int first, int end) {
    Arrays.fill(cut, first, end, false);
  }

  private boolean goesAlone(Piece piece, boolean atMargin) {
    double share = template.limits().share();
    if (piece.linked) {
      return template.covers(piece.key, atMargin ? MARGIN_LINK_EASE * share : share);
    }
    if (piece.weight >= LONG_LETTERS) {
      return template.covers(piece.key, Math.max(share, LONG_SHARE));
    }
    return (atMargin || piece.weight >= SHORT_LETTERS) && template.covers(piece.key, share);
  }

  private boolean goesAsGroup(Holder group) {
    int pages = template.pagesWith(group.key());
    if (pages == 0) {
      return false;
    }
    int weight = 0;
    int plain = 0;
    for (Piece piece : pieces.subList(group.first(), group.end())) {
      weight += piece.weight;
      plain += piece.linked ? 0 : piece.weight;
    }
    double share = template.limits().share();
    return weight >= SHORT_LETTERS
        && template.covers(
            group.key(), plain >= LONG_LETTERS ? Math.max(share, LONG_SHARE) : share);
  }

  /** Where the run of pieces from the top ends in which most of the text recurs. */
  private int headEnd() {
    int end = 0;
    long sum = 0;
    long most = 0;
    for (int i = 0; i < cut.length; i++) {
      sum += worth(pieces.get(i));
      if (sum > most) {
        most = sum;
        end = i + 1;
      }
    }
    return end;
  }

  private int tailStart() {
    int start = cut.length;
    long sum = 0;
    long most = 0;
    for (int i = cut.length - 1; i >= 0; i--) {
      sum += worth(pieces.get(i));
      if (sum > most) {
        most = sum;
        start = i;
      }
    }
    return start;
  }

  private int worth(Piece piece) {
    return goesAlone(piece, true) ? piece.weight : -OWN_WEIGHT * piece.weight;
  }

  /** Whether a row of data would lose a part of its cells. */
  private boolean isBrokenRow(Holder row) {
    if (!row.element().normalName().equals("tr")) {
      return false;
    }
    int count = row.end() - row.first();
    int gone = 0;
    for (int i = row.first(); i < row.end(); i++) {
      gone += cut[i] ? 1 : 0;
    }
    return gone > 0 && gone < count && count <= CELL_PIECES * row.element().childrenSize();
  }

  private void keepHeadings() {
    for (int i = cut.length - 2; i >= 0; i--) {
      if (cut[i] && !cut[i + 1] && heads(pieces.get(i), pieces.get(i + 1))) {
        cut[i] = false;
      }
    }
  }

  /** Whether a piece is the heading of the one after it: in the same part of the page. */
  private static boolean heads(Piece heading, Piece next) {
    Element part = heading.block.parent();
    return !heading.linked
        && looksLikeHeading(heading)
        && part != null
        && isWithin(next.block, part);
  }

  private static boolean isWithin(Element block, Element part) {
    for (Element up = block; up != null; up = up.parent()) {
      if (up == part) {
        return true;
      }
    }
    return false;
  }

  private static boolean looksLikeHeading(Piece piece) {
    if (HEADINGS.contains(piece.block.normalName())
        || piece.text.endsWith(":")
        || piece.text.endsWith("：")) {
      return true;
    }
    return piece.weight < SHORT_LETTERS
        && piece.nodes.stream().allMatch(node -> node.isBlank() || isBold(node.parent()));
  }

  private static boolean isBold(@Nullable Node around) {
    return around instanceof Element element
        && (element.normalName().equals("b") || element.normalName().equals("strong"));
  }

  private long cutWeight() {
    long sum = 0;
    for (int i = 0; i < cut.length; i++) {
      sum += cut[i] ? pieces.get(i).weight : 0;
    }
    return sum;
  }

  private long totalWeight() {
    return pieces.stream().mapToLong(piece -> piece.weight).sum();
  }

  private Set<Node> emptied() {
    Set<Node> empty = Collections.newSetFromMap(new IdentityHashMap<>());
    int[] left = new int[cut.length + 1];
    for (int i = 0; i < cut.length; i++) {
      left[i + 1] = left[i] + (cut[i] ? 0 : 1);
    }
    for (Holder holder : holders) {
      if (left[holder.end()] == left[holder.first()]) {
        empty.add(holder.element());
      }
    }
    return empty;
  }

  private static String shown(String text) {
    return text.length() <= SHOWN_CHARS
        ? text
        : text.substring(0, text.offsetByCodePoints(0, SHOWN_CHARS / 2)) + " …";
  }
}
