package dev.sluice.service.cli;

import dev.sluice.corpus.model.ExportWatch;
import dev.sluice.service.daemon.Courtesy;
import dev.sluice.service.daemon.ExportPace;
import dev.sluice.service.daemon.ProgressFile;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Shows how an export goes, here and to other processes, and passes the wish to end it on. */
final class ExportScreen implements ExportWatch {

  private final WorkBar bar;
  private final InstantSource clock;
  private final ProgressFile file;
  private final ExportPace pace = new ExportPace();
  private List<Phase> phases = List.of(Phase.values());
  private final Optional<Courtesy> courtesy;
  private volatile boolean endAsked;

  /**
   * The screen of an export.
   *
   * @param courtesy how it leaves the processors to others, if it does
   */
  ExportScreen(InstantSource clock, ProgressFile file, Optional<Courtesy> courtesy) {
    this.clock = clock;
    this.file = file;
    this.courtesy = courtesy;
    this.bar = new WorkBar(clock);
  }

  /** Asks the export to end; it can be gone on with. */
  void askToEnd() {
    endAsked = true;
  }

  /** Takes the progress bar away. */
  void end() {
    bar.end();
  }

  @Override
  public boolean stopped() {
    courtesy.filter(it -> !endAsked).ifPresent(Courtesy::giveWay);
    return endAsked;
  }

  @Override
  public void phases(List<Phase> all) {
    phases = List.copyOf(all);
  }

  @Override
  public void progress(Phase phase, long done, long total) {
    pace.add(phase, done, total, clock.instant());
    file.tell(phase, phases, done, total, pace);
    bar.show(name(phase), done, total, pace::left);
  }

  /** Such as {@code 2/5 prepare}. */
  private String name(Phase phase) {
    String name = phase.name().toLowerCase(Locale.ROOT);
    return String.format(Locale.ROOT, "%d/%d %s", phases.indexOf(phase) + 1, phases.size(), name);
  }
}
