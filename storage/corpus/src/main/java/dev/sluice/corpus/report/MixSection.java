package dev.sluice.corpus.report;

import dev.sluice.corpus.model.MixPlan;
import java.util.List;
import java.util.Locale;

/** The part of a report that tells what a mix planned, and what was written of it. */
final class MixSection {

  private final Report.Mixture mixture;
  private final StringBuilder html;

  MixSection(Report.Mixture mixture, StringBuilder html) {
    this.mixture = mixture;
    this.html = html;
  }

  void write() {
    MixPlan plan = mixture.plan();
    html.append("<h2>Mix</h2>\n")
        .append(
            "<p class=\"dim\">By <code>%s</code>, counted in %s, seed %d, order: %s.</p>\n"
                .formatted(
                    HtmlReport.safe(plan.mix()),
                    plan.unit(),
                    plan.seed(),
                    HtmlReport.safe(plan.order())));
    html.append("<div class=\"wide\"><table>\n<thead><tr><th>group</th>");
    for (String head :
        List.of(
            "share", "available", "asked", "planned", "written", "documents", "copies", "short")) {
      html.append("<th class=\"num\">%s</th>".formatted(head));
    }
    html.append("</tr></thead>\n<tbody>\n");
    for (int i = 0; i < plan.groups().size(); i++) {
      row(plan.groups().get(i), mixture.written().get(i), plan.planned().units());
    }
    html.append("</tbody></table></div>\n");
  }

  private void row(MixPlan.Group group, MixPlan.Amount written, long all) {
    html.append("<tr><td class=\"name\">%s</td>".formatted(HtmlReport.safe(group.name())));
    double share = all == 0 ? 0 : 100.0 * written.units() / all;
    cell(String.format(Locale.ROOT, "%.1f %%", share));
    for (long number :
        List.of(
            group.available().units(),
            group.asked(),
            group.planned().units(),
            written.units(),
            written.documents(),
            written.written(),
            group.shortOf())) {
      cell(Numbers.text(number));
    }
    html.append("</tr>\n");
  }

  private void cell(String text) {
    html.append("<td class=\"num\">%s</td>".formatted(text));
  }
}
