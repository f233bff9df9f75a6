package dev.sluice.service.daemon;

import dev.sluice.engine.Seeds;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.SeedChange;
import dev.sluice.engine.model.SeedList;
import dev.sluice.engine.model.SeedLogEntry;
import dev.sluice.engine.model.SeedLogEntry.Outcome;
import dev.sluice.engine.model.SeedLogEntry.SourceFile;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.service.daemon.SeedWatch.Finding;
import dev.sluice.service.daemon.SeedWatch.Finding.Bad;
import dev.sluice.service.daemon.SeedWatch.Finding.Good;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries changes of the seed files over into the crawl, as a whole or not at all, and tells the
 * log what became of each. For one thread; others may look at what holds.
 */
final class SeedUpdates {

  private static final Logger LOG = LoggerFactory.getLogger(SeedUpdates.class);
  private static final int MOST_LINES = 20;

  private final SeedWatch watch;
  private final Function<List<Seed>, Optional<String>> objection;
  private final InstantSource clock;

  /** What the store does not know yet; it may break before it does. */
  private final Deque<SeedLogEntry> unwritten = new ArrayDeque<>();

  private volatile List<Seed> current;
  private volatile List<Seed> crawled;
  private volatile List<String> mistakes = List.of();
  private volatile Consumer<SeedLogEntry> onEntry = entry -> {};

  /**
   * Reads the seeds for the first time.
   *
   * @param objection why these seeds may not be crawled, if there is a reason
   * @throws SettingsException if the files are not there, or have mistakes
   */
  SeedUpdates(
      SeedWatch watch, Function<List<Seed>, Optional<String>> objection, InstantSource clock) {
    this.watch = watch;
    this.objection = objection;
    this.clock = clock;
    SeedList first = watch.first();
    if (!first.mistakes().isEmpty()) {
      throw new SettingsException(String.join("\nsluice: ", first.mistakes()));
    }
    this.current = first.seeds();
    this.crawled = first.seeds();
    objection
        .apply(current)
        .ifPresent(
            why -> {
              throw new SettingsException(why);
            });
  }

  /** The seeds that hold. */
  List<Seed> current() {
    return current;
  }

  /** The seeds that the crawl goes by: it can be a moment behind those that hold. */
  List<Seed> crawled() {
    return crawled;
  }

  /** What is wrong with the files as they are now; nothing if they are as good as they were. */
  List<String> mistakes() {
    return mistakes;
  }

  /** Has somebody told of each change, applied or refused, once the store knows it. */
  void tell(Consumer<SeedLogEntry> listener) {
    onEntry = listener;
  }

  /** Looks whether the files have changed, and has the crawl go on with what they hold then. */
  void carryOver(CrawlRun run) {
    watch.look().ifPresent(finding -> take(run, finding));
    while (!unwritten.isEmpty()) {
      run.log(unwritten.element());
      onEntry.accept(unwritten.remove());
    }
  }

  private void take(CrawlRun run, Finding finding) {
    if (finding instanceof Bad refused) {
      refuse(refused.mistakes(), refused.files());
      return;
    }
    Good found = (Good) finding;
    List<SeedChange> changes = Seeds.changes(current, found.seeds());
    Optional<String> why = changes.isEmpty() ? Optional.empty() : objection.apply(found.seeds());
    if (why.isPresent()) {
      refuse(List.of(why.get()), found.files());
    } else {
      apply(run, found, changes);
    }
  }

  private void refuse(List<String> found, List<SourceFile> files) {
    mistakes = List.copyOf(found);
    tell(Outcome.REFUSED, files, found.stream().map(SeedChange::mistake).toList());
  }

  private void apply(CrawlRun run, Good found, List<SeedChange> changes) {
    current = found.seeds(); // before the crawl has them: if that fails, the next one begins so
    if (!changes.isEmpty()) {
      tell(Outcome.APPLIED, found.files(), changes);
    } else if (!mistakes.isEmpty()) {
      LOG.info("The seeds are well again, and as they were");
    }
    mistakes = List.of();
    run.change(current);
    crawled = current;
  }

  private void tell(Outcome outcome, List<SourceFile> files, List<SeedChange> changes) {
    unwritten.add(SeedLogEntry.of(clock.instant(), outcome, files, changes));
    String from = files.stream().map(SeedUpdates::words).collect(Collectors.joining(", "));
    if (outcome == Outcome.APPLIED) {
      LOG.info("Seeds changed, by {}", from);
      changes.stream().limit(MOST_LINES).forEach(change -> LOG.info("  {}", change.words()));
    } else {
      LOG.warn("A change of the seeds is refused, and they stay as they are, by {}", from);
      changes.stream().limit(MOST_LINES).forEach(change -> LOG.warn("  {}", change.words()));
    }
    if (changes.size() > MOST_LINES) {
      LOG.info("  and {} more, see 'sluice seeds log'", changes.size() - MOST_LINES);
    }
  }

  private static String words(SourceFile file) {
    return file.name() + (file.owner().isEmpty() ? " (gone)" : " (of " + file.owner() + ")");
  }
}
