package dev.sluice.service.facts;

import dev.sluice.corpus.model.BandCurve;
import dev.sluice.corpus.model.ExportException;
import dev.sluice.corpus.model.ExportException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Curves of MinHash as a drawing in SVG, which needs no other file. */
public final class CurveDrawing {

  private static final int SIDE = 400;
  private static final int MARGIN = 40;
  private static final int LEGEND = 230;
  private static final int LINE_HEIGHT = 18;
  private static final int POINTS = 200;
  private static final List<String> COLOURS =
      List.of(
          "#2a7de1", "#d9534f", "#3a9d5d", "#b8860b", "#8e5bd0", "#17a2b8", "#e377c2", "#7f7f7f",
          "#9a6324", "#5c6bc0", "#000075");

  private CurveDrawing() {}

  /**
   * Writes the drawing to a file.
   *
   * @throws ExportException if it cannot be written
   */
  public static void write(Path file, Map<String, BandCurve> curves) {
    try {
      Files.writeString(file, svg(curves));
    } catch (IOException failure) {
      throw new ExportException(
          Problem.NOT_WRITABLE, "cannot write " + file + ": " + failure.getMessage(), failure);
    }
  }

  /**
   * The drawing.
   *
   * @param curves each by the name that the legend has it by, which may be empty
   */
  static String svg(Map<String, BandCurve> curves) {
    int width = SIDE + 2 * MARGIN + LEGEND;
    int height = SIDE + 2 * MARGIN;
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"12\">\n"
            .formatted(width, height, width, height));
    svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
    addGrid(svg);
    int place = 0;
    for (Map.Entry<String, BandCurve> entry : curves.entrySet()) {
      addCurve(svg, entry.getKey(), entry.getValue(), place);
      place++;
    }
    return svg.append("</svg>\n").toString();
  }

  private static void addGrid(StringBuilder svg) {
    for (int tenth = 0; tenth <= 10; tenth++) {
      double share = tenth / 10.0;
      svg.append(line(x(share), y(0), x(share), y(1)));
      svg.append(line(x(0), y(share), x(1), y(share)));
      svg.append(text(x(share), y(0) + LINE_HEIGHT, "middle", "%.1f".formatted(share)));
      svg.append(text(x(0) - 6, y(share) + 4, "end", "%d %%".formatted(10 * tenth)));
    }
    svg.append(text(x(0.5), y(0) + 2 * LINE_HEIGHT, "middle", "Jaccard similarity of two pages"));
    svg.append(text(x(0), y(1) - LINE_HEIGHT, "start", "probability that they are compared"));
  }

  private static void addCurve(StringBuilder svg, String name, BandCurve curve, int place) {
    String colour = COLOURS.get(place % COLOURS.size());
    StringBuilder points = new StringBuilder();
    for (int i = 0; i <= POINTS; i++) {
      double similarity = (double) i / POINTS;
      points.append(number("%.1f,%.1f ", x(similarity), y(curve.probability(similarity))));
    }
    svg.append(
        "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"%s\"/>\n"
            .formatted(colour, points.toString().strip()));
    double top = y(1) + LINE_HEIGHT * (place + 1.0);
    String words =
        (name.isEmpty() ? "" : escaped(name) + ": ") + curve.bands() + " × " + curve.rows();
    svg.append(
        number("<text x=\"%.1f\" y=\"%.1f\" fill=\"", x(1) + 16, top)
            + colour
            + "\">"
            + words
            + number(", half at %.3f</text>\n", curve.similarity(0.5)));
  }

  private static double x(double similarity) {
    return MARGIN + SIDE * similarity;
  }

  private static double y(double probability) {
    return MARGIN + SIDE * (1 - probability);
  }

  private static String line(double fromX, double fromY, double toX, double toY) {
    return number(
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>\n",
        fromX, fromY, toX, toY);
  }

  private static String text(double x, double y, String anchor, String words) {
    return number("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"", x, y)
        + anchor
        + "\">"
        + words
        + "</text>\n";
  }

  private static String number(String format, Object... numbers) {
    return String.format(Locale.ROOT, format, numbers);
  }

  private static String escaped(String name) {
    return name.replace("&", "&amp;").replace("<", "&lt;");
  }
}
