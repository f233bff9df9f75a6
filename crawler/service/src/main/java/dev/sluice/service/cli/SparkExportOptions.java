package dev.sluice.service.cli;

import dev.sluice.corpus.ExportRequest;
import dev.sluice.engine.Import;
import dev.sluice.engine.model.CrawlSettings.FetchLimits;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.archive.ArchivePages;
import dev.sluice.pages.model.Takedowns;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.spark.SparkRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What an export on Spark reads, makes and writes: the same for who submits it and who runs it. */
final class SparkExportOptions {

  private static final String DEMANDS = "takedowns";

  @Option(
      names = "--input",
      paramLabel = "INPUT",
      required = true,
      description =
          "Archives (WARC, WET, ARC; .gz and .zst or not) on any file system that Hadoop knows,"
              + " such as s3a://bucket/crawl/*.warc.gz or hdfs:///crawl; folders, of which all"
              + " *.warc, *.wet and *.arc are read; *.paths and *.paths.gz with the path of an"
              + " archive a line. Can be repeated.")
  private List<String> inputs = List.of();

  @Mixin private ArchiveOptions archives = new ArchiveOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "The output folder, on any such file system: new or empty.")
  private String out = "";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "jsonl",
      description = "As for 'sluice export' (default: ${DEFAULT-VALUE}).")
  private String format = "jsonl";

  @Mixin private TokenizerOptions tokenizer = new TokenizerOptions();

  @Option(
      names = "--mix",
      paramLabel = "FILE",
      description = "How much of which, in which order; as for 'sluice export'.")
  private @Nullable Path mix;

  @Mixin private RecipeOption recipe = new RecipeOption();

  @Option(
      names = "--takedowns",
      paramLabel = "FILE",
      description = "What is not to be used: the file takedowns of a data folder, or a copy of it.")
  private @Nullable Path takedowns;

  @Option(
      names = "--snapshot",
      paramLabel = "NAME",
      description =
          "What the pages are called in documents and manifest (default: a digest of the names and"
              + " lengths of the input's files).")
  private @Nullable String snapshot;

  @Mixin private SourceOption source = new SourceOption();

  @Option(
      names = "--partitions",
      paramLabel = "N",
      converter = ThreadsConverter.class,
      description =
          "Into how many parts pages are divided after reading (default: by the size of the input);"
              + " never changes the result.")
  private @Nullable Integer partitions;

  /**
   * What is asked for.
   *
   * @throws SettingsException if a file that it names has a mistake
   */
  SparkRequest request() {
    ExportRequest export =
        ExportRequest.of(recipe.recipe(), Path.of("")).withSource(source.source());
    SparkRequest request =
        new SparkRequest(
            inputs,
            archives.base(),
            mix == null ? tokenizer.inFormat(export, format) : tokenizer.mixed(export, format, mix),
            Optional.empty(),
            demands(),
            Optional.ofNullable(snapshot),
            out,
            partitions == null ? 0 : partitions);
    return tokenizer.onCluster(request);
  }

  /** Those of the folder that the file is in, which has to have the name of such files. */
  private Takedowns demands() {
    Path file = takedowns;
    if (file == null) {
      return Takedowns.NONE;
    }
    Path whole = file.toAbsolutePath().normalize();
    Path folder = whole.getParent();
    if (folder == null || !whole.endsWith(DEMANDS) || !Files.isReadable(whole)) {
      throw new SettingsException(
          "--takedowns is "
              + file
              + ": name the file '"
              + DEMANDS
              + "' of a data folder, or a copy of it with the same name");
    }
    return DataFolder.takedowns(folder).standing();
  }

  /** What makes pages of archives. */
  ArchivePages archives() {
    return Import.pages(archives.seed(), archives.tags(), FetchLimits.DEFAULT.maxBodyBytes());
  }
}
