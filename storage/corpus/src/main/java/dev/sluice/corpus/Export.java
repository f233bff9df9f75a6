package dev.sluice.corpus;

import dev.sluice.corpus.index.TableIndex;
import dev.sluice.corpus.mix.Mix;
import dev.sluice.corpus.model.Calibration;
import dev.sluice.corpus.model.DocumentIndex;
import dev.sluice.corpus.model.EarlierDocuments;
import dev.sluice.corpus.model.ExportBasis;
import dev.sluice.corpus.model.ExportException;
import dev.sluice.corpus.model.ExportException.Problem;
import dev.sluice.corpus.model.ExportWatch;
import dev.sluice.corpus.model.ExportWatch.Phase;
import dev.sluice.corpus.model.ExportedPage;
import dev.sluice.corpus.model.FinishedExport;
import dev.sluice.corpus.model.Ledger;
import dev.sluice.corpus.model.LimitMethod;
import dev.sluice.corpus.model.Manifest;
import dev.sluice.corpus.model.ManifestDifference;
import dev.sluice.corpus.model.MergedChain;
import dev.sluice.corpus.model.MixPlan;
import dev.sluice.corpus.model.PageChoice;
import dev.sluice.corpus.model.PageFunctions;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.RecipeComparison;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.model.TokenMap;
import dev.sluice.corpus.model.Verification;
import dev.sluice.corpus.report.History;
import dev.sluice.corpus.report.LedgerFile;
import dev.sluice.corpus.shard.ChainMerge;
import dev.sluice.corpus.shard.ManifestFile;
import dev.sluice.corpus.shard.OutputFolder;
import dev.sluice.corpus.shard.SegmentFiles;
import dev.sluice.corpus.shard.ShardFormat;
import dev.sluice.corpus.shard.TokenMapFiles;
import dev.sluice.corpus.verify.Comparison;
import dev.sluice.corpus.verify.FolderCheck;
import dev.sluice.corpus.work.Version;
import dev.sluice.pages.model.RawPage;
import dev.sluice.pages.model.Snapshot;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.Tables;
import dev.sluice.pages.model.Takedowns;
import dev.sluice.pages.settings.SettingsException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Turns a snapshot of raw pages into a corpus, in four phases.
 *
 * <p><b>Learn</b> reads a sample of each host's pages for what they have in common. <b>Prepare</b>
 * applies the page steps to every capture, in parts of a thousand, and writes the outcome of each
 * part to a segment. <b>Choose</b> walks over the segments' signatures and applies the global
 * steps. <b>Write</b> copies the chosen documents from segments to shards, then writes the ledger
 * of all captures, the report, the manifest, and removes the segments. An export that goes on from
 * earlier ones ({@link ExportBasis}) then <b>records</b> its documents in their index.
 *
 * <p>The same snapshot, recipe and version of Sluice give the same bytes, whatever the number of
 * threads and however often the export was stopped: everything is ordered by the captures' keys,
 * and no clock, host name or random number is asked. Only the report also depends on the earlier
 * exports that it compares with. An export that was stopped or killed goes on with the part it was
 * at when the same request is run again.
 *
 * <p>Memory does not grow with the texts: for each thread it is the blocks of a sample of one host
 * as numbers, then a page; and about a few bytes for each candidate in the phase of choosing (see
 * {@link Selection}).
 */
public final class Export {

  private final PageFunctions functions;
  private final Takedowns takedowns;

  /**
   * An export of what nobody asked to take down, whose workers share these functions; see {@link
   * Cleaner#standardFunctions}.
   */
  public Export(PageFunctions functions) {
    this(functions, Takedowns.NONE);
  }

  /**
   * The same without what these demands name, whatever the recipe says. An export that was stopped
   * and goes on with other demands is begun anew, so that it holds nothing that was taken down in
   * between.
   */
  public Export(PageFunctions functions, Takedowns takedowns) {
    this.functions = functions;
    this.takedowns = takedowns;
  }

  /**
   * Runs an export to its end.
   *
   * @return what is in the folder now
   * @throws SettingsException if a step of the recipe cannot be made; nothing is written then
   * @throws ExportException if the folder is refused, a file cannot be written, or the watch or an
   *     interrupt stopped it; all but the first can be run again
   */
  public Manifest run(Snapshot snapshot, ExportRequest request, ExportWatch watch) {
    return run(snapshot, ExportBasis.NONE, request, watch);
  }

  /**
   * Runs an export that goes on from earlier ones to its end.
   *
   * @param basis what it goes on from
   * @return what is in the folder now
   * @throws SettingsException if a step of the recipe cannot be made, or the index holds an export
   *     of this name; nothing is written then
   * @throws ExportException as {@link #run(Snapshot, ExportRequest, ExportWatch)} does
   * @throws StoreException if the index cannot be read or written; can be run again
   */
  public Manifest run(
      Snapshot snapshot, ExportBasis basis, ExportRequest request, ExportWatch watch) {
    refuseTextsOfNone(request);
    History history = History.read(request.earlier(), request.recipe().name(), request.folder());
    Optional<ExportIndex> index = index(basis, request);
    Job job = job(snapshot, basis, request, index, watch);
    PreparePhase prepare = new PreparePhase(job, functions); // finds what is wrong with a recipe
    try (OutputFolder folder = OutputFolder.claim(request.folder(), job.identity())) {
      if (folder.hasManifest()) {
        requireSameMix(request, ManifestFile.read(request.folder()));
      }
      boolean isRecorded = index.map(ExportIndex::isRecorded).orElse(true);
      Manifest manifest =
          folder.hasManifest() && isRecorded
              ? ManifestFile.read(request.folder())
              : make(job, prepare, folder, index, history);
      folder.finish();
      return manifest;
    }
  }

  private static List<Phase> phases(ExportRequest request, boolean withIndex) {
    return Arrays.stream(Phase.values())
        .filter(it -> it != Phase.RECORD || withIndex)
        .filter(it -> it != Phase.MIX || request.mix().isPresent())
        .toList();
  }

  private static void requireSameMix(ExportRequest request, Manifest finished) {
    Optional<String> asked = request.mix().map(Mix::sha256);
    if (!asked.equals(finished.mix().map(Manifest.MixEntry::sha256))) {
      throw new ExportException(
          Problem.FOLDER_NOT_EMPTY,
          request.folder()
              + " holds an export by another mix, or by none: choose another folder, or delete this"
              + " one first");
    }
  }

  /**
   * Says how much of which a mix would make of a snapshot, and writes it to {@code plan.json},
   * without writing any document: cleans and chooses as {@link #run} does. What was done stays in
   * the folder, so that an export by the same recipe, by this mix or another, goes on from there.
   *
   * @throws SettingsException as {@code run} does, or if the request has no mix
   * @throws ExportException as {@code run} does
   */
  public MixPlan plan(
      Snapshot snapshot, ExportBasis basis, ExportRequest request, ExportWatch watch) {
    if (request.mix().isEmpty()) {
      throw new SettingsException("there is nothing to plan without a mix: name one with --mix");
    }
    Optional<ExportIndex> index = index(basis, request);
    Job job = job(snapshot, basis, request, index, watch);
    PreparePhase prepare = new PreparePhase(job, functions);
    try (OutputFolder folder = OutputFolder.claim(request.folder(), job.identity())) {
      if (folder.hasManifest()) {
        requireSameMix(request, ManifestFile.read(request.folder()));
      }
      return choose(job, prepare, folder, index).mix.orElseThrow().plan();
    }
  }

  private static Optional<ExportIndex> index(ExportBasis basis, ExportRequest request) {
    Optional<ExportIndex> index =
        basis.index().map(it -> new ExportIndex(new TableIndex(it.tables()), request.folder()));
    index.ifPresent(ExportIndex::prepare);
    return index;
  }

  private Job job(
      Snapshot snapshot,
      ExportBasis basis,
      ExportRequest request,
      Optional<ExportIndex> index,
      ExportWatch watch) {
    EarlierDocuments earlier = index.map(ExportIndex::earlier).orElse(EarlierDocuments.NONE);
    Job job =
        new Job(snapshot, basis, earlier, request, Version.current(), new Meter(watch), takedowns);
    job.meter().expect(phases(request, index.isPresent()));
    return job;
  }

  /** What is there when all that decides is decided. */
  private record Chosen(
      Job job,
      SegmentFiles segments,
      Parts parts,
      Selection selection,
      Remains remains,
      Optional<MixOutcome> mix) {}

  private Chosen choose(
      Job job, PreparePhase prepare, OutputFolder folder, Optional<ExportIndex> index) {
    SegmentFiles segments = new SegmentFiles(folder.segments());
    int lots = new LearnPhase(job, functions).run(segments);
    Parts parts = prepare.run(segments, lots);
    Job compared = index.map(it -> job.with(it.earlierBut(segments, parts))).orElse(job);
    Remains remains = new Remains(segments);
    String with = index.map(it -> it.digest(folder)).orElse("");
    Selection selection = new ChoosePhase(compared, segments, parts, remains, with).run();
    Optional<MixOutcome> mix =
        job.request()
            .mix()
            .map(
                it ->
                    new MixPhase(compared, it, folder, segments, parts, selection, remains, with)
                        .run());
    return new Chosen(compared, segments, parts, selection, remains, mix);
  }

  private static void refuseTextsOfNone(ExportRequest request) {
    Recipe recipe = request.recipe();
    if (request.format().content() == ShardFormat.Content.TEXTS && !recipe.makesTexts()) {
      throw new SettingsException(
          "the recipe '%s' makes no texts, and %s is made of them: take --format warc, or a recipe with the step 'extract'"
              .formatted(recipe.name(), request.format().name()));
    }
  }

  /** Makes all of it that is not there. */
  private Manifest make(
      Job job,
      PreparePhase prepare,
      OutputFolder folder,
      Optional<ExportIndex> index,
      History history) {
    Chosen chosen = choose(job, prepare, folder, index);
    Manifest manifest =
        folder.hasManifest()
            ? ManifestFile.read(folder.path())
            : new WritePhase(
                    chosen.job,
                    folder,
                    chosen.segments,
                    chosen.parts,
                    chosen.selection,
                    chosen.remains,
                    index,
                    chosen.mix)
                .run(history);
    index.ifPresent(
        it ->
            it.record(
                chosen.job,
                chosen.segments,
                chosen.parts,
                chosen.remains,
                chosen.selection,
                manifest));
    return manifest;
  }

  /**
   * Opens an index of exported documents.
   *
   * @param tables those of {@link DocumentIndex#TABLES}
   * @throws StoreException if it cannot be read
   */
  public static DocumentIndex openIndex(Tables tables) {
    return new TableIndex(tables);
  }

  /**
   * For each step of a recipe that compares pages: how many documents of an index it can compare
   * them with. Documents that were exported with other parameters of the step have other keys.
   */
  public static Map<String, Long> comparable(DocumentIndex index, Recipe recipe) {
    return ExportIndex.comparable(index, recipe);
  }

  /**
   * Tells what another recipe would do to the pages of a snapshot, without writing anything: runs
   * the page steps of both over the same pages. Steps that compare pages are not run.
   *
   * <p>Of a site, a sample learns from fewer pages than an export does, so that what is left out as
   * its template can differ a little; all pages are read just as an export reads them.
   *
   * @param choice which pages are looked at
   * @param threads how many pages are read at a time; never changes the outcome
   * @param watch is told how many captures were looked at
   * @throws ExportException if the watch or an interrupt stopped it
   */
  public RecipeComparison compare(
      Snapshot snapshot,
      Recipe before,
      Recipe after,
      PageChoice choice,
      int threads,
      ExportWatch watch) {
    ChosenPages pages = new ChosenPages(snapshot, choice, new Meter(watch));
    return untilStopped(() -> new Trial(functions, before, after).run(pages, threads));
  }

  /**
   * Proposes limits for the rules of a recipe from pages of a snapshot that are trusted. Of those
   * that the recipe does not read, or finds to have no text, nothing is learned; what its rules
   * would drop counts like all others.
   *
   * @param languages codes of the languages that count; empty for all
   * @throws ExportException if the watch or an interrupt stopped it
   */
  public Calibration calibrate(
      Snapshot snapshot,
      PageChoice choice,
      Recipe recipe,
      LimitMethod method,
      Set<String> languages,
      int threads,
      ExportWatch watch) {
    ChosenPages pages = new ChosenPages(snapshot, choice, new Meter(watch));
    CalibrationRun run = new CalibrationRun(functions, recipe, method, languages);
    return untilStopped(() -> run.of(pages, threads));
  }

  /** The same from pages that lie elsewhere. */
  public Calibration calibrate(
      Iterator<RawPage> pages,
      Recipe recipe,
      LimitMethod method,
      Set<String> languages,
      int threads,
      ExportWatch watch) {
    CalibrationRun run = new CalibrationRun(functions, recipe, method, languages);
    return untilStopped(() -> run.of(pages, new Meter(watch), threads));
  }

  /** What is stopped before its end is lost, unlike an export. */
  private static <T> T untilStopped(Supplier<T> work) {
    try {
      return work.get();
    } catch (ExportException ended) {
      throw ended.problem() == Problem.STOPPED
          ? new ExportException(Problem.STOPPED, "it was stopped before all pages were read", ended)
          : ended;
    }
  }

  /**
   * Reads what a finished export is.
   *
   * @param folder the folder that it was made in
   * @throws SettingsException if there is no finished export
   * @throws ExportException if its manifest cannot be read
   */
  public static FinishedExport finished(Path folder) {
    return ManifestFile.finished(folder);
  }

  /**
   * Puts a chain of exports together, whose documents are lines of JSON: those of all of them but
   * what a later one withdraws. One that was stopped begins anew.
   *
   * @param chain the folders of the exports: the first is one of everything, each further one goes
   *     on from that before it
   * @param out a folder that is new or empty
   * @throws SettingsException if they are no chain; nothing is written then
   * @throws ExportException if the folder is refused, or a file cannot be read or written
   */
  public static MergedChain merge(List<Path> chain, Path out) {
    ChainMerge merge = new ChainMerge(chain);
    try (OutputFolder folder = OutputFolder.claim(out, merge.identity())) {
      MergedChain merged = merge.run(folder);
      folder.finish();
      return merged;
    }
  }

  /**
   * Opens the ledger of a finished export.
   *
   * @param folder the folder that it was made in
   * @throws SettingsException if it has none
   * @throws ExportException if it cannot be read
   */
  public static Ledger openLedger(Path folder) {
    return LedgerFile.open(folder);
  }

  /**
   * Checks the folder of a finished export: all files against their digests, all numbers against
   * each other.
   *
   * @param deep whether every row and document is read and compared, too
   * @throws SettingsException if it is none
   * @throws ExportException if it cannot be read, or the watch stopped the check
   */
  public static Verification verify(Path folder, boolean deep, Verification.Watch watch) {
    return FolderCheck.run(folder, deep, watch);
  }

  /**
   * In what two finished exports differ; nothing if they are the same but for their reports.
   *
   * @throws SettingsException if one of the folders is none
   */
  public static List<ManifestDifference> differences(Path folder, Path other) {
    return Comparison.of(folder, other);
  }

  /**
   * Opens the maps of a finished export of tokens.
   *
   * @param folder the folder that it was made in
   * @throws SettingsException if it has none
   * @throws ExportException if they cannot be read
   */
  public static TokenMap openTokens(Path folder) {
    return TokenMapFiles.open(folder);
  }

  /**
   * Finds the documents of a finished export that demands name, whether they stand or not.
   *
   * @param folder the folder that it was made in
   * @param demands what is looked for
   * @param ids documents that are known to be named, with the id of the demand of each: for bodies
   *     in formats that do not carry their digests
   * @throws SettingsException if it is no finished export
   * @throws ExportException if it cannot be read
   */
  public static List<ExportedPage> takenDownIn(
      Path folder, Takedowns demands, Map<String, String> ids) {
    return new PastExport(folder).takenDown(demands, ids);
  }

  /** The SHA-256 of the manifest in a folder; empty if there is no finished export. */
  public static Optional<String> manifestDigest(Path folder) {
    return ManifestFile.digest(folder);
  }
}
