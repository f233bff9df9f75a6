package dev.sluice.corpus.report;

import static dev.sluice.corpus.report.HtmlReport.safe;

import dev.sluice.corpus.report.Report.ClusterSize;
import dev.sluice.corpus.report.Report.Compared;
import dev.sluice.corpus.report.Report.LargeCluster;
import dev.sluice.corpus.report.Report.SiteDuplicates;
import java.util.List;

/** The part of the page about what comparisons found. */
final class DuplicateSection {

  private static final int SITES = 20;

  private final Report.Duplicates found;
  private final StringBuilder html;

  /** A section that is written to the end of a page. */
  DuplicateSection(Report.Duplicates found, StringBuilder html) {
    this.found = found;
    this.html = html;
  }

  void write() {
    html.append("<h2>Duplicates</h2>\n");
    if (found.steps().isEmpty()) {
      html.append("<p>No step of the recipe compares pages.</p>\n");
      return;
    }
    html.append(
        "<p class=\"dim\">A site is a registered domain. A capture that a newer one of its URL has replaced is no duplicate.</p>\n");
    table("step", "reached it");
    found.steps().forEach(this::step);
    end();
    sizes();
    if (!found.largest().isEmpty()) {
      html.append("<h3>Largest clusters</h3>\n");
      found.largest().forEach(this::cluster);
    }
    sites();
  }

  private void table(String of, String in) {
    html.append(
        "<div class=\"wide\"><table>\n<thead><tr><th>%s</th><th class=\"num\">%s</th>"
            .formatted(of, in));
    for (String head :
        List.of("inside a site", "between sites", "exported earlier", "too little left")) {
      html.append("<th class=\"num\">%s</th>".formatted(head));
    }
    html.append("</tr></thead>\n<tbody>\n");
  }

  private void end() {
    html.append("</tbody></table></div>\n");
  }

  private void step(Compared step) {
    row(
        step.step(),
        step.in(),
        List.of(step.insideSite(), step.betweenSites(), step.ofEarlier(), step.tooLittle()));
  }

  private void row(String name, long in, List<Long> dropped) {
    html.append("<tr><td class=\"name\">%s</td>".formatted(safe(name)));
    html.append("<td class=\"num\">%s</td>".formatted(Numbers.text(in)));
    for (long number : dropped) {
      html.append("<td class=\"num\">%s</td>".formatted(Numbers.text(number)));
    }
    html.append("</tr>\n");
  }

  private void sizes() {
    if (found.sizes().isEmpty()) {
      html.append("<p>No document stands for others.</p>\n");
      return;
    }
    long clusters = found.sizes().stream().mapToLong(ClusterSize::clusters).sum();
    long captures = found.sizes().stream().mapToLong(ClusterSize::captures).sum();
    long most = found.sizes().stream().mapToLong(ClusterSize::captures).max().orElse(1);
    html.append(
        "<h3>Sizes of clusters</h3>\n<p class=\"dim\">%s documents stand for %s captures.</p>\n"
            .formatted(Numbers.text(clusters), Numbers.text(captures)));
    html.append("<div class=\"wide\"><table>\n<thead><tr><th>captures in a cluster</th>")
        .append(
            "<th class=\"num\">clusters</th><th class=\"num\">captures</th><th></th></tr></thead>\n<tbody>\n");
    for (ClusterSize size : found.sizes()) {
      html.append(
          "<tr><td>%s</td><td class=\"num\">%s</td><td class=\"num\">%s</td><td><span class=\"bar\" aria-hidden=\"true\"><i style=\"width:%s%%\"></i></span></td></tr>\n"
              .formatted(
                  extent(size),
                  Numbers.text(size.clusters()),
                  Numbers.text(size.captures()),
                  Numbers.text(100.0 * size.captures() / most)));
    }
    end();
  }

  private static String extent(ClusterSize size) {
    String to = Numbers.text(size.to());
    return size.from() == size.to() ? to : Numbers.text(size.from()) + "&ndash;" + to;
  }

  private void cluster(LargeCluster cluster) {
    html.append(
        "<details><summary>%s &nbsp;<span class=\"mono\">%s</span></summary>\n<div class=\"example\">"
            .formatted(Numbers.text(cluster.size()), safe(cluster.url())));
    if (!cluster.beginning().isEmpty()) {
      html.append("<blockquote>%s</blockquote>".formatted(safe(cluster.beginning())));
    }
    for (Report.Member member : cluster.members()) {
      html.append(
          "<span class=\"mono\">%s</span> %s %s<br>\n"
              .formatted(safe(member.url()), safe(member.step()), safe(member.value())));
    }
    html.append(
        "<span class=\"dim\">cluster %s</span></div>\n</details>\n".formatted(safe(cluster.id())));
  }

  private void sites() {
    int shown = Math.min(SITES, found.sites().size());
    if (shown == 0) {
      return;
    }
    html.append("<h3>Sites that lost most</h3>\n");
    if (shown < found.siteCount()) {
      html.append(
          "<p class=\"dim\">%d of %s.</p>\n".formatted(shown, Numbers.text(found.siteCount())));
    }
    table("site", "compared");
    for (SiteDuplicates site : found.sites().subList(0, shown)) {
      row(
          site.site(),
          site.in(),
          List.of(site.insideSite(), site.betweenSites(), site.ofEarlier(), site.tooLittle()));
    }
    end();
  }
}
