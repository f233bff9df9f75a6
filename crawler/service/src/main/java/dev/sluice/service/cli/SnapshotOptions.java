package dev.sluice.service.cli;

import dev.sluice.pages.Retention;
import dev.sluice.pages.Schedule;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.service.daemon.SnapshotPlan;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say when a daemon makes snapshots by itself, and which it keeps. */
final class SnapshotOptions {

  private static final String SCHEDULE = "--snapshot-schedule";
  private static final String RETENTION = "--snapshot-retention";
  private static final String ALL = "all";

  @Option(
      names = SCHEDULE,
      paramLabel = "WHEN",
      converter = ScheduleConverter.class,
      description =
          "Make snapshots by itself: 'every 6h', with a unit of m, h or d and counted from midnight"
              + " UTC, or 'daily at 03:00 UTC'.")
  private @Nullable Said<Schedule> schedule;

  @Option(
      names = RETENTION,
      paramLabel = "RULES",
      converter = RetentionConverter.class,
      description =
          "Which of these snapshots are kept, such as 'last 3, daily 14, weekly 8'; without it, all"
              + " are. Those that are made by hand stay, unless 'by-hand too' is said.")
  private @Nullable Said<Retention> retention;

  /**
   * What an option was given.
   *
   * @param words as the user wrote it
   */
  private record Said<T>(T value, String words) {

    /** Reads it while the options are read, so that a mistake is told with the option's place. */
    static <T> Said<T> read(Function<String, T> parser, String text) {
      try {
        return new Said<>(parser.apply(text), text.strip());
      } catch (SettingsException mistake) {
        throw new TypeConversionException(String.valueOf(mistake.getMessage()));
      }
    }
  }

  /** Reads a schedule. */
  static final class ScheduleConverter implements ITypeConverter<Said<Schedule>> {

    @Override
    public Said<Schedule> convert(String text) {
      return Said.read(Schedule::parse, text);
    }
  }

  /** Reads a retention. */
  static final class RetentionConverter implements ITypeConverter<Said<Retention>> {

    @Override
    public Said<Retention> convert(String text) {
      return Said.read(Retention::parse, text);
    }
  }

  /** What is to be done; nothing if snapshots are made by hand alone. */
  Optional<SnapshotPlan> plan() {
    if (schedule == null) {
      if (retention != null) {
        throw new SettingsException(
            RETENTION
                + " '"
                + retention.words
                + "' is for snapshots that a schedule makes: say when with "
                + SCHEDULE
                + ", such as 'every 6h'");
      }
      return Optional.empty();
    }
    Said<Retention> rules = retention == null ? Said.read(Retention::parse, ALL) : retention;
    return Optional.of(new SnapshotPlan(schedule.value, schedule.words, rules.value, rules.words));
  }
}
