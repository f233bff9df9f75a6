package dev.sluice.corpus.card;

import dev.sluice.corpus.model.DocumentFigures;
import dev.sluice.corpus.model.Manifest;
import dev.sluice.corpus.model.Manifest.FunnelStep;
import dev.sluice.corpus.model.Manifest.ShardEntry;
import dev.sluice.corpus.report.Report;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Stream;

/**
 * The dataset card of an export: what is in it, from whom, under which licences, what was kept out
 * and why, and how it is loaded. All of it is counted; nothing depends on when or where the export
 * was made.
 */
public final class DatasetCard {

  private static final int MOST_ROWS = 20;

  private final Manifest manifest;
  private final Report report;
  private final DocumentFigures documents;
  private final Map<String, Long> optOuts;
  private final CardHeader header;
  private final StringBuilder card = new StringBuilder();

  /**
   * The card of an export.
   *
   * @param documents what its documents say of themselves
   * @param optOuts how many captures each signal of owners has kept out
   * @param format the name of the format of its shards
   */
  public DatasetCard(
      Manifest manifest,
      Report report,
      DocumentFigures documents,
      Map<String, Long> optOuts,
      String format) {
    this.manifest = manifest;
    this.report = report;
    this.documents = documents;
    this.optOuts = Map.copyOf(optOuts);
    this.header = new CardHeader(manifest, format);
  }

  /** The card, in Markdown with a header in YAML; in English, and in Chinese beside it. */
  public String text() {
    card.append(header.text()).append('\n');
    card.append("# ").append(safe(header.title())).append("\n\n");
    summary();
    loading();
    languages();
    sites();
    licences();
    owners();
    personalData();
    funnel();
    duplicates();
    remaking();
    limits();
    return card.toString();
  }

  private void summary() {
    Manifest.Counts counts = manifest.counts();
    line(
        "Texts of web pages, cleaned by the recipe `%s` (version %d) of Sluice %s from the snapshot"
            + " `%s`.",
        manifest.recipe().name(),
        manifest.recipe().version(),
        manifest.sluiceVersion(),
        manifest.snapshot().id());
    line(
        "由 Sluice %3$s 按配方 `%1$s`（版本 %2$d）从快照 `%4$s` 清洗得到的网页文本。",
        manifest.recipe().name(),
        manifest.recipe().version(),
        manifest.sluiceVersion(),
        manifest.snapshot().id());
    table("Figure · 指标", "Value · 数值");
    row("Documents · 文档", number(counts.documents()));
    row("Characters (Unicode code points) · 字符", number(documents.characters()));
    long tokens = manifest.shards().stream().mapToLong(it -> it.tokens().orElse(0L)).sum();
    manifest.tokenizer().ifPresent(it -> row("Tokens · 词元: " + it.file(), number(tokens)));
    row("Captures that they were chosen from · 候选抓取", number(counts.captures()));
    row("Sites (hosts) with captures · 有抓取的主机", number(report.siteCount()));
    row("Files of documents · 文档文件", number(manifest.shards().size()));
    row("Their size in bytes · 字节数", number(bytes()));
    documents.firstFetch().ifPresent(it -> row("First page fetched · 最早抓取", it.toString()));
    documents.lastFetch().ifPresent(it -> row("Last page fetched · 最晚抓取", it.toString()));
    manifest.mix().ifPresent(this::mix);
    end();
  }

  private long bytes() {
    return manifest.shards().stream().mapToLong(ShardEntry::bytes).sum();
  }

  private void mix(Manifest.MixEntry mix) {
    row(
        "Mix (see `" + mix.plan() + "`)",
        number(mix.written().units()) + " of " + number(mix.planned().units()) + " " + mix.unit());
  }

  private void loading() {
    section("How to load it · 如何加载");
    if (manifest.shards().isEmpty()) {
      line("There are no documents in it.");
      line("其中没有文档。");
    } else if (header.isOfRows()) {
      line(
          "With Hugging Face's library, `datasets.load_dataset(\"PATH\", split=\"train\")`; the"
              + " rows that say why each page is in or out, with `datasets.load_dataset(\"PATH\","
              + " \"ledger\", split=\"train\")`.");
      line(
          "用 Hugging Face 的库加载文档：`datasets.load_dataset(\"PATH\","
              + " split=\"train\")`；加载每个网页收录与否的原因：`datasets.load_dataset(\"PATH\", \"ledger\","
              + " split=\"train\")`。");
    } else if (manifest.tokenizer().isPresent()) {
      line(
          "With Megatron-LM, name `documents-NNNNN` (without an ending) as `--data-path`. Beside"
              + " each lies a table of whose tokens are where.");
      line("在 Megatron-LM 中将 `documents-NNNNN`（不带扩展名）作为 `--data-path`。每个文件旁有一张词元归属表。");
    } else {
      line("The files of documents are `%s` and those that follow.", firstShard());
      line("文档文件为 `%s` 及其后续文件。", firstShard());
    }
    line("`sha256sum -c SHA256SUMS` tells whether all files are whole.");
    line("`sha256sum -c SHA256SUMS` 可检查所有文件是否完整。");
  }

  private String firstShard() {
    return manifest.shards().get(0).file();
  }

  private void languages() {
    section("Languages · 语言");
    table("Language · 语言", "Documents · 文档", "Share · 占比");
    sorted(manifest.languages())
        .limit(MOST_ROWS)
        .forEach(it -> row(it.getKey(), number(it.getValue()), share(it.getValue())));
    end();
    more(manifest.languages().size(), "languages");
  }

  private void sites() {
    section("Sites · 站点");
    table("Host · 主机", "Documents · 文档", "Captures · 抓取");
    report.sites().stream()
        .filter(site -> site.documents().pages() > 0)
        .sorted(
            Comparator.comparingLong((Report.Group site) -> -site.documents().pages())
                .thenComparing(Report.Group::name))
        .limit(MOST_ROWS)
        .forEach(
            site ->
                row(
                    site.name(),
                    number(site.documents().pages()),
                    number(site.captures().pages())));
    end();
    line("`report.html` and the ledger tell of all sites; `manifest.json` of all seeds.");
    line("所有站点见 `report.html` 和台账；所有种子见 `manifest.json`。");
  }

  private void licences() {
    section("Licences · 许可");
    Map<String, Long> stated = documents.licences();
    long known = stated.values().stream().mapToLong(it -> it).sum();
    line(
        "Each page belongs to whom its site says. %s of %s documents (%s) state a licence that a"
            + " program can read, and stand under it; of the others none is known. This card gives"
            + " no licence for the texts.",
        number(known), number(documents.documents()), share(known));
    line(
        "每个网页的权利归其网站所声明的权利人。%2$s 篇文档中有 %1$s 篇（%3$s）以程序可读的方式声明了许可，并受其约束；其余文档的许可未知。本卡片不授予这些文本的任何许可。",
        number(known), number(documents.documents()), share(known));
    if (!stated.isEmpty()) {
      table("Licence, as stated · 页面声明的许可", "Documents · 文档", "Share · 占比");
      sorted(stated)
          .limit(MOST_ROWS)
          .forEach(it -> row(it.getKey(), number(it.getValue()), share(it.getValue())));
      row(
          "none stated",
          number(documents.documents() - known),
          share(documents.documents() - known));
      end();
      more(stated.size(), "licences");
    }
  }

  private void owners() {
    section("What owners asked for · 所有者的要求");
    long all = optOuts.values().stream().mapToLong(it -> it).sum();
    boolean isAsked = manifest.funnel().stream().anyMatch(step -> step.step().equals("opt-out"));
    if (!isAsked) {
      line(
          "The recipe has no step `opt-out`: signals of owners (`noai`, `noarchive`, TDMRep, ...)"
              + " were not looked at.");
      line("该配方没有 `opt-out` 步骤：未检查所有者的信号（`noai`、`noarchive`、TDMRep 等）。");
    } else {
      line(
          "%s captures were left out since their owners say so: in robots directives, in reserved"
              + " rights for text and data mining, or in usage preferences.",
          number(all));
      line("%s 个抓取因所有者的声明而未收录：robots 指令、文本与数据挖掘的权利保留，或使用偏好。", number(all));
    }
    if (all > 0) {
      table("Signal · 信号", "Captures left out · 未收录的抓取");
      sorted(optOuts).forEach(it -> row("`" + it.getKey() + "`", number(it.getValue())));
      end();
    }
    manifest
        .takedowns()
        .ifPresent(
            it -> {
              line(
                  "%s demands to take something down kept out %s captures.",
                  number(it.entries()), number(it.captures()));
              line("%s 项撤下请求使 %s 个抓取未被收录。", number(it.entries()), number(it.captures()));
            });
  }

  private void personalData() {
    section("Personal data · 个人数据");
    boolean isScrubbed = manifest.funnel().stream().anyMatch(it -> it.step().equals("scrub"));
    if (!isScrubbed) {
      line("The recipe does not look for personal data: texts are as the pages have them.");
      line("该配方不查找个人数据：文本与网页原文一致。");
      return;
    }
    line("Replaced in the texts of these documents; names of persons are not looked for:");
    line("以下内容已在文本中替换；不查找人名：");
    table("Kind · 种类", "Replaced · 已替换");
    sorted(documents.scrubbed()).forEach(it -> row(it.getKey(), number(it.getValue())));
    end();
  }

  private void funnel() {
    section("What was left out · 未收录的内容");
    table("Step · 步骤", "Reached it · 到达", "Left out · 剔除", "By rule · 按规则");
    for (FunnelStep step : manifest.funnel()) {
      row(step.step(), number(step.in()), number(step.dropped()), rules(step));
    }
    end();
  }

  private static String rules(FunnelStep step) {
    StringJoiner rules = new StringJoiner(", ");
    step.rules()
        .forEach(
            (rule, count) -> {
              if (count > 0) {
                rules.add(rule + " " + number(count));
              }
            });
    return rules.toString();
  }

  private void duplicates() {
    List<Report.Compared> steps = report.duplicates().steps();
    if (steps.isEmpty()) {
      return;
    }
    section("Deduplication · 去重");
    table(
        "Step · 步骤",
        "Compared · 比较",
        "Same site · 同站",
        "Other site · 他站",
        "Earlier export · 以前的导出",
        "Too little left · 剩余过少");
    for (Report.Compared step : steps) {
      row(
          step.step(),
          number(step.in()),
          number(step.insideSite()),
          number(step.betweenSites()),
          number(step.ofEarlier()),
          number(step.tooLittle()));
    }
    end();
  }

  private void remaking() {
    section("How to cite and make it again · 如何引用与重新生成");
    line(
        "Recipe `%s@%d`, SHA-256 `%s`; its full text, the lists and models that it reads with their"
            + " digests, and all counts are in `manifest.json`. The same snapshot, recipe and"
            + " version of Sluice give the same bytes.",
        manifest.recipe().name(), manifest.recipe().version(), manifest.recipe().hash());
    line(
        "配方 `%s@%d`，SHA-256 `%s`；其全文、所用的列表和模型及其摘要、全部计数均在 `manifest.json` 中。相同的快照、配方和 Sluice"
            + " 版本得到相同的字节。",
        manifest.recipe().name(), manifest.recipe().version(), manifest.recipe().hash());
  }

  private void limits() {
    section("Known limits · 已知局限");
    line(
        "- The texts are what a program took for the main part of a page; menus may be left in, and"
            + " lines may be missing.");
    line("- Languages, shares and scores are estimates.");
    line(
        "- Licences are read only where a page marks them for programs; a page may quote others,"
            + " and what it states may be wrong.");
    line(
        "- The texts are as true, as fair and as safe as the pages are. Look at them before you"
            + " train on them.");
    end();
    line("- 文本是程序认定的网页主要内容；可能残留菜单，也可能缺行。");
    line("- 语言、占比和评分都是估计值。");
    line("- 只读取网页以程序可读方式标明的许可；网页可能引用他人内容，其声明也可能有误。");
    line("- 文本的真实、公正与安全程度取决于网页本身。训练前请先查看。");
  }

  private static Stream<Map.Entry<String, Long>> sorted(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()));
  }

  private String share(long count) {
    long all = Math.max(1, documents.documents());
    return String.format(Locale.ROOT, "%.1f %%", 100.0 * count / all);
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private void section(String title) {
    card.append("## ").append(title).append("\n\n");
  }

  private void line(String text, Object... values) {
    card.append(String.format(Locale.ROOT, text, values))
        .append(text.startsWith("- ") ? "\n" : "\n\n");
  }

  private void table(String... titles) {
    row(titles);
    card.append("|---".repeat(titles.length)).append("|\n");
  }

  private void row(String... cells) {
    card.append('|');
    for (String cell : cells) {
      card.append(' ').append(safe(cell)).append(" |");
    }
    card.append('\n');
  }

  private void end() {
    card.append('\n');
  }

  private void more(int count, String what) {
    if (count > MOST_ROWS) {
      line("These are the %d most frequent of %s %s.", MOST_ROWS, number(count), what);
    }
  }

  /** What pages and users wrote must neither end a cell nor be markup. */
  private static String safe(String text) {
    return text.replaceAll("\\p{Cntrl}", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace("|", "\\|")
        .replace("[", "\\[");
  }
}
