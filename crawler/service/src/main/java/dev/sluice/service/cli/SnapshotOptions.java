package dev.sluice.service.cli;

import dev.sluice.pages.Retention;
import dev.sluice.pages.Schedule;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.service.daemon.SnapshotPlan;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say when a daemon makes snapshots by itself, and which it keeps. */
final class SnapshotOptions {

  private static final String SCHEDULE = "--snapshot-schedule";
  private static final String RETENTION = "--snapshot-retention";
  private static final String ALL = "all";

  @Option(
      names = SCHEDULE,
      paramLabel = "WHEN",
      description =
          "Make snapshots by itself: 'every 6h', with a unit of m, h or d and counted from midnight"
              + " UTC, or 'daily at 03:00 UTC'.")
  private @Nullable String schedule;

  @Option(
      names = RETENTION,
      paramLabel = "RULES",
      description =
          "Which of these snapshots are kept, such as 'last 3, daily 14, weekly 8'; without it, all"
              + " are. Those that are made by hand stay, unless 'by-hand too' is said.")
  private @Nullable String retention;

  /** What is to be done; nothing if snapshots are made by hand alone. */
  Optional<SnapshotPlan> plan() {
    if (schedule == null) {
      if (retention != null) {
        throw new SettingsException(
            RETENTION
                + " '"
                + retention
                + "' is for snapshots that a schedule makes: say when with "
                + SCHEDULE
                + ", such as 'every 6h'");
      }
      return Optional.empty();
    }
    String rules = retention == null ? ALL : retention.strip();
    return Optional.of(
        new SnapshotPlan(
            parsed(SCHEDULE, Schedule::parse, schedule),
            schedule.strip(),
            parsed(RETENTION, Retention::parse, rules),
            rules));
  }

  private static <T> T parsed(String option, Function<String, T> parser, String text) {
    try {
      return parser.apply(text);
    } catch (SettingsException mistake) {
      throw new SettingsException(option + ": " + mistake.getMessage());
    }
  }
}
