package dev.sluice.service.takedown;

import dev.sluice.corpus.model.ExportedPage;
import dev.sluice.corpus.model.ExportedPage.Place;
import dev.sluice.pages.model.Takedown;
import java.util.List;
import java.util.Locale;

/**
 * The report that is shown to whoever asked: one HTML file without anything from elsewhere, which
 * prints well, in English and Chinese. It speaks of their pages and of no others.
 */
public final class TakedownPage {

  private static final String STYLE =
      "body{font:15px/1.5 system-ui,'Noto Sans CJK SC',sans-serif;max-width:60em;margin:2em auto;"
          + "padding:0 1em}table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid"
          + " #ccc;padding:.3em .6em;text-align:left;vertical-align:top;overflow-wrap:anywhere}"
          + "h2{break-after:avoid}tr{break-inside:avoid}";

  private final StringBuilder html = new StringBuilder();

  private TakedownPage() {}

  /** The page of some findings; {@code at} is the time of the search, as text. */
  public static String of(List<TakedownFinding> findings, String at) {
    TakedownPage page = new TakedownPage();
    page.html.append("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>");
    page.html.append("Takedown report · 撤下报告</title><style>").append(STYLE).append("</style>");
    page.tag("h1", "Takedown report · 撤下报告");
    page.tag("p", "As of " + at + " · 截至 " + at);
    findings.forEach(page::add);
    return page.html.append("</html>\n").toString();
  }

  private void add(TakedownFinding finding) {
    Takedown demand = finding.demand();
    tag("h2", demand.id() + " · " + demand.what());
    html.append("<table>");
    row("Asked for · 请求", demand.what() + " (" + demand.kind().word() + ")");
    row("Received · 收到时间", demand.at().toString());
    row("Reason · 原因", demand.reason());
    if (!demand.asker().isEmpty()) {
      row("Asked by · 请求人", demand.asker());
    }
    row("State · 状态", state(demand));
    demand
        .removals()
        .forEach(it -> row("Removed from the store · 已从存储中删除", it.at() + ": " + it.text()));
    row("Captures in the store now · 存储中现有的抓取", count(finding.captures()));
    finding
        .snapshots()
        .forEach((name, captures) -> row("In the snapshot · 快照中", name + ": " + count(captures)));
    html.append("</table>");
    captures(finding);
    finding.exports().forEach(this::add);
  }

  private static String state(Takedown demand) {
    return demand
        .withdrawn()
        .map(it -> "withdrawn · 已撤回 " + it.at() + " " + it.text())
        .orElse("kept out of all exports that begin after that · 此后开始的所有导出均不含这些网页");
  }

  private void captures(TakedownFinding finding) {
    if (finding.fetched().isEmpty()) {
      return;
    }
    html.append("<table>");
    head("Page · 网页", "Fetched · 抓取时间");
    finding.fetched().forEach(it -> row(it.url().toString(), it.fetchedAt().toString()));
    html.append("</table>");
  }

  private void add(TakedownFinding.InExport export) {
    tag("h3", "Export · 导出: " + export.folder().getFileName());
    if (!export.note().isEmpty()) {
      tag("p", export.state().name().toLowerCase(Locale.ROOT) + ": " + export.note());
    }
    if (export.pages().isEmpty()) {
      return;
    }
    html.append("<table>");
    head("Page · 网页", "Fetched · 抓取时间", "File · 文件", "Line · 行", "Tokens · 词元");
    for (ExportedPage page : export.pages()) {
      for (Place place : page.places()) {
        row(
            page.url(),
            page.fetchedAt().toString(),
            place.shard(),
            Long.toString(place.line()),
            place.tokens().map(it -> it.from() + " – " + (it.to() - 1)).orElse(""));
      }
    }
    html.append("</table>");
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private void head(String... cells) {
    cells("th", cells);
  }

  private void row(String... cells) {
    cells("td", cells);
  }

  private void cells(String tag, String... cells) {
    html.append("<tr>");
    for (String cell : cells) {
      tag(tag, cell);
    }
    html.append("</tr>");
  }

  private void tag(String tag, String text) {
    html.append('<').append(tag).append('>').append(escaped(text)).append("</").append(tag);
    html.append(">\n");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
