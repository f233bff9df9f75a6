package dev.sluice.bench.contest;

import dev.sluice.bench.command.Place;
import dev.sluice.bench.process.DiskUse;
import dev.sluice.bench.process.MeasuredProcess;
import dev.sluice.bench.process.Usage;
import dev.sluice.bench.report.JsonLines;
import dev.sluice.bench.web.ServedWeb;
import dev.sluice.testweb.model.LoadPlan;
import dev.sluice.testweb.model.LoadReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Several crawlers on one web, in turn: each round runs each of them once, in a process of its own
 * that starts with an empty folder, and each round begins with another one.
 *
 * @param command for the raw figures
 * @param limit so long after its first request a contestant is asked to end
 */
record Contest(
    String command,
    Place place,
    LoadPlan plan,
    List<Contestant> contestants,
    int threads,
    Duration limit,
    JsonLines raw) {

  private static final Duration LOOK = Duration.ofMillis(250);

  /** A contestant that asks for nothing for so long has nothing left, or is stuck. */
  private static final Duration QUIET = Duration.ofSeconds(20);

  /** The same when all pages have been asked for: time for what is under way. */
  private static final Duration QUIET_WHEN_COMPLETE = Duration.ofSeconds(3);

  private static final Duration LONGEST_START = Duration.ofSeconds(120);

  private static final Duration TO_END = Duration.ofSeconds(120);

  /** All rounds. */
  List<Round> run(int rounds) throws IOException, InterruptedException {
    for (Contestant contestant : contestants) {
      contestant.prepare(place);
    }
    List<Round> done = new ArrayList<>();
    try (ServedWeb web = ServedWeb.start(plan, place.work())) {
      web.warmUp();
      for (int round = 1; round <= rounds; round++) {
        for (int i = 0; i < contestants.size(); i++) {
          Contestant next = contestants.get((i + round - 1) % contestants.size());
          Round figures = run(next, round, web);
          raw.add(figures);
          place.remarks().println(remark(figures));
          done.add(figures);
        }
      }
    }
    return done;
  }

  private static String remark(Round round) {
    return String.format(
        Locale.ROOT,
        "round %d, %s: %d of %d pages, %.1f pages/s, %.1f s CPU, exit code %d",
        round.round(),
        round.contestant(),
        round.pages(),
        round.web().traffic().allPages(),
        round.pagesPerSecond(),
        round.usage().cpuSeconds(),
        round.usage().exitCode());
  }

  private Round run(Contestant contestant, int round, ServedWeb web)
      throws IOException, InterruptedException {
    web.reset();
    String name = contestant.name().replaceAll("\\W+", "-").toLowerCase(Locale.ROOT);
    Path folder = place.fresh("data-" + name);
    Task task = new Task(folder, web.seeds(), plan.manners().delay(), threads);
    Instant start = place.clock().instant();
    Path log = place.work().resolve(name + ".log");
    try (MeasuredProcess process =
        MeasuredProcess.start(contestant.command(place, task), contestant.environment(), log)) {
      List<Long> pace = watch(contestant, process, web);
      Duration whole = Duration.between(start, place.clock().instant());
      Usage usage = process.usage();
      long disk = DiskUse.bytes(folder);
      place.fresh("data-" + name);
      return new Round(
          command,
          contestant.name(),
          round,
          plan.shape().sites(),
          whole.toMillis() / 1000.0,
          disk,
          usage,
          pace,
          web.report());
    }
  }

  /**
   * Waits for its end; asks for it when the time is over or, of those that never end, when done.
   *
   * @return its requests in each {@link Round#PACE} from the first
   */
  private List<Long> watch(Contestant contestant, MeasuredProcess process, ServedWeb web)
      throws IOException, InterruptedException {
    Activity activity = new Activity(place.clock().instant(), Optional.empty(), 0);
    Optional<Instant> askedAt = Optional.empty();
    List<Long> pace = new ArrayList<>();
    long counted = 0;
    while (!process.await(LOOK)) {
      Instant now = place.clock().instant();
      LoadReport.Traffic seen = web.report().traffic();
      activity = activity.after(seen.requests(), now);
      if (activity.hasLasted(now, Round.PACE.multipliedBy(pace.size() + 1))) {
        pace.add(seen.requests() - counted);
        counted = seen.requests();
      }
      boolean complete = seen.distinctPages() >= seen.allPages();
      boolean done =
          !contestant.endsByItself()
              && activity.isQuiet(now, complete ? QUIET_WHEN_COMPLETE : QUIET);
      if (askedAt.isEmpty() && (done || activity.isOver(now, limit))) {
        contestant.askToEnd(process);
        askedAt = Optional.of(now);
      } else if (askedAt.isPresent() && now.isAfter(askedAt.get().plus(TO_END))) {
        throw new IOException(contestant.name() + " does not end");
      }
    }
    return pace;
  }

  /**
   * When a contestant made requests.
   *
   * @param last the latest, or the start of its process
   * @param first empty before the first
   */
  private record Activity(Instant last, Optional<Instant> first, long requests) {

    Activity after(long seen, Instant now) {
      return seen > requests ? new Activity(now, Optional.of(first.orElse(now)), seen) : this;
    }

    boolean hasLasted(Instant now, Duration time) {
      return first.isPresent() && !now.isBefore(first.get().plus(time));
    }

    boolean isQuiet(Instant now, Duration time) {
      return now.isAfter(last.plus(time));
    }

    /** The time counts from the first request; without one it is over when the start takes long. */
    boolean isOver(Instant now, Duration time) {
      return now.isAfter(first.map(begun -> begun.plus(time)).orElse(last.plus(LONGEST_START)));
    }
  }
}
