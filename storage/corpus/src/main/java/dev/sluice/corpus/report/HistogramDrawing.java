package dev.sluice.corpus.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The values of a rule as a drawing in SVG: documents stand above the line and other captures hang
 * below it, so that the two shapes can be compared; limits are lines across both.
 */
final class HistogramDrawing {

  private static final int WIDTH = 320;
  private static final int HALF = 50;
  private static final int LABELS = 14;
  private static final String NUMBER = "(-?\\d+(?:\\.\\d+)?)";

  /** What a limit begins with; numbers behind it belong to hosts, or to other conditions. */
  private static final Pattern LIMIT =
      Pattern.compile("(?:" + NUMBER + " (?:\\.\\.|or) )?(?:[<>]=? )?" + NUMBER);

  private final Report.Values values;

  HistogramDrawing(Report.Values values) {
    this.values = values;
  }

  String html() {
    String limits = String.join(" or ", values.limits());
    return "<figure><figcaption><code>%s</code><br><span class=\"dim\">%s measured, allowed %s</span></figcaption>%s</figure>\n"
        .formatted(
            HtmlReport.safe(values.rule()),
            Numbers.text(values.measured()),
            HtmlReport.safe(limits),
            svg());
  }

  private String svg() {
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"histogram of %s\">"
            .formatted(WIDTH, 2 * HALF + LABELS, HtmlReport.safe(values.rule())));
    int count = values.bins().size();
    long highest =
        values.bins().stream().mapToLong(it -> Math.max(it.kept(), it.dropped())).max().orElse(1);
    double width = (double) WIDTH / count;
    for (int i = 0; i < count; i++) {
      Report.Bin bin = values.bins().get(i);
      double kept = height(bin.kept(), highest);
      svg.append("<g><title>%s</title>".formatted(title(bin)));
      svg.append(rect("k", i * width, HALF - kept, width, kept));
      svg.append(rect("d", i * width, HALF, width, height(bin.dropped(), highest)));
      svg.append("</g>");
    }
    svg.append(line("a", 0, HALF, WIDTH, HALF));
    limits().forEach(x -> svg.append(line("l", x, 0, x, 2 * HALF)));
    svg.append(
        "<text x=\"0\" y=\"%d\">%s</text><text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s%s</text></svg>"
            .formatted(
                2 * HALF + LABELS - 3,
                Numbers.text(values.least()),
                WIDTH,
                2 * HALF + LABELS - 3,
                values.logarithmic() ? "each bin larger by a factor, to " : "",
                Numbers.text(values.most())));
    return svg.toString();
  }

  /** By the square root, so that bins with few pages can still be seen. */
  private static double height(long pages, long highest) {
    return HALF * Math.sqrt((double) pages / Math.max(1, highest));
  }

  private static String title(Report.Bin bin) {
    return "%s to %s: %s documents, %s other captures"
        .formatted(
            Numbers.text(bin.from()),
            Numbers.text(bin.to()),
            Numbers.text(bin.kept()),
            Numbers.text(bin.dropped()));
  }

  private static String rect(String type, double x, double y, double width, double height) {
    return height == 0
        ? ""
        : String.format(
            Locale.ROOT,
            "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
            type,
            x,
            y,
            Math.max(0.5, width - 0.5),
            height);
  }

  private static String line(String type, double x, double y, double toX, double toY) {
    return String.format(
        Locale.ROOT,
        "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
        type,
        x,
        y,
        toX,
        toY);
  }

  /** Where the numbers of the limits are, as far as they lie within what was measured. */
  private List<Double> limits() {
    return values.limits().stream()
        .map(LIMIT::matcher)
        .filter(Matcher::lookingAt)
        .flatMap(limit -> Stream.of(limit.group(1), limit.group(2)))
        .filter(Objects::nonNull)
        .map(Double::valueOf)
        .distinct()
        .flatMap(limit -> place(limit).stream())
        .toList();
  }

  private List<Double> place(double limit) {
    List<Double> places = new ArrayList<>();
    int count = values.bins().size();
    for (int i = 0; i < count && places.isEmpty(); i++) {
      Report.Bin bin = values.bins().get(i);
      if (bin.from() <= limit && limit <= bin.to()) {
        double within = bin.to() > bin.from() ? (limit - bin.from()) / (bin.to() - bin.from()) : 0;
        places.add(WIDTH * (i + within) / count);
      }
    }
    return places;
  }
}
