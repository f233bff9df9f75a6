package dev.sluice.corpus.card;

import dev.sluice.corpus.model.Manifest;
import dev.sluice.corpus.model.Manifest.ShardEntry;
import java.util.List;
import java.util.Locale;

/**
 * The header of a dataset card, in YAML. Source: the metadata of dataset cards on the Hugging Face
 * Hub ({@code datasetcard.md} of its documentation). A licence that is not in the Hub's list is
 * {@code other} with a name: here each page has its own.
 */
final class CardHeader {

  private static final List<String> SIZES =
      List.of(
          "n<1K",
          "1K<n<10K",
          "10K<n<100K",
          "100K<n<1M",
          "1M<n<10M",
          "10M<n<100M",
          "100M<n<1B",
          "1B<n<10B",
          "10B<n<100B",
          "100B<n<1T",
          "n>1T");

  private final Manifest manifest;
  private final String format;

  CardHeader(Manifest manifest, String format) {
    this.manifest = manifest;
    this.format = format;
  }

  /** The header with the lines that begin and end it. */
  String text() {
    StringBuilder yaml = new StringBuilder("---\n");
    yaml.append("pretty_name: \"").append(title()).append("\"\n");
    yaml.append("license: other\nlicense_name: as-stated-by-each-page\n");
    List<String> codes = languages();
    if (!codes.isEmpty()) {
      list(yaml, "language", codes);
    }
    list(yaml, "size_categories", List.of(size(manifest.counts().documents())));
    list(yaml, "task_categories", List.of("text-generation"));
    list(yaml, "tags", List.of("web-crawl", "pretraining", "sluice"));
    files(yaml);
    sizes(yaml);
    return yaml.append("---\n").toString();
  }

  /** What the corpus is called. */
  String title() {
    String name = manifest.source() + ", " + manifest.recipe().name();
    return name.replaceAll("[\\p{Cntrl}\"\\\\]", " ") + "@" + manifest.recipe().version();
  }

  /** The Hub knows codes of ISO 639, and none for what is not told. Quoted: no is not false. */
  private List<String> languages() {
    return manifest.languages().keySet().stream()
        .filter(code -> code.matches("[a-z]{2,3}") && !code.equals("und"))
        .map(code -> "\"" + code + "\"")
        .toList();
  }

  private static void list(StringBuilder yaml, String name, List<String> items) {
    yaml.append(name).append(":\n");
    items.forEach(item -> yaml.append("- ").append(item).append('\n'));
  }

  /** The Hub's word for so many. */
  static String size(long documents) {
    int place = 0;
    for (long above = 1_000; documents >= above && place < SIZES.size() - 1; above *= 10) {
      place++;
    }
    return SIZES.get(place);
  }

  /** What can be loaded as rows: lines of JSON and tables; and the ledger, which always can. */
  private void files(StringBuilder yaml) {
    yaml.append("configs:\n");
    if (isOfRows() && !manifest.shards().isEmpty()) {
      String first = manifest.shards().get(0).file();
      String ending = first.substring(first.indexOf('.'));
      yaml.append("- config_name: default\n  default: true\n");
      paths(yaml, "documents-*" + ending);
    }
    yaml.append("- config_name: ledger\n");
    paths(yaml, manifest.ledger().file());
  }

  /**
   * How many rows each set has, which the library compares with what it reads, and how many bytes
   * there are to load. Which columns there are it finds in the files: lines of JSON have as many as
   * the recipe measures.
   */
  private void sizes(StringBuilder yaml) {
    yaml.append("dataset_info:\n");
    if (isOfRows() && !manifest.shards().isEmpty()) {
      long documents = manifest.shards().stream().mapToLong(ShardEntry::documents).sum();
      long bytes = manifest.shards().stream().mapToLong(ShardEntry::bytes).sum();
      size(yaml, "default", documents, bytes);
    }
    size(yaml, "ledger", manifest.ledger().rows(), manifest.ledger().bytes());
  }

  private static void size(StringBuilder yaml, String config, long rows, long bytes) {
    yaml.append(
        String.format(
            Locale.ROOT,
            "- config_name: %s\n  splits:\n  - name: train\n    num_examples: %d\n"
                + "  download_size: %d\n",
            config,
            rows,
            bytes));
  }

  /** True if readers of tables can read the documents. */
  boolean isOfRows() {
    return format.startsWith("jsonl") || format.equals("parquet");
  }

  private static void paths(StringBuilder yaml, String pattern) {
    yaml.append(
        String.format(Locale.ROOT, "  data_files:\n  - split: train\n    path: \"%s\"\n", pattern));
  }
}
