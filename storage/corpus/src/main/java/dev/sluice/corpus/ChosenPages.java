package dev.sluice.corpus;

import dev.sluice.corpus.model.ExportWatch.Phase;
import dev.sluice.corpus.model.PageChoice;
import dev.sluice.corpus.preview.Rank;
import dev.sluice.corpus.site.SiteSample;
import dev.sluice.corpus.work.LatestWishes;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.RawPage;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.model.Snapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.BiConsumer;

/**
 * The chosen captures of a snapshot, host by host.
 *
 * <p>Two walks over the captures go side by side: the one reads the facts of a host's captures for
 * the sample that it is learned from, the other follows with the same captures, of which it gives
 * the chosen ones. So memory holds one host's sample, and a few captures, whatever the snapshot's
 * size. Which captures are chosen is settled by a walk before: it finds the rank below which there
 * are as many as are asked for.
 */
final class ChosenPages {

  private static final int LOT = 16;

  /**
   * Pages that a host is learned from where only some of its pages are looked at: enough to tell a
   * template, a fifth of what an export reads.
   */
  private static final int LEARN_FROM = 40;

  /**
   * Some captures of one host.
   *
   * @param sample the captures that the host is learned from, the same list for all its lots
   */
  record Lot(List<Capture> sample, List<Capture> captures) {}

  private final Snapshot snapshot;
  private final PageChoice choice;
  private final Meter meter;

  ChosenPages(Snapshot snapshot, PageChoice choice, Meter meter) {
    this.snapshot = snapshot;
    this.choice = choice;
    this.meter = meter;
  }

  Snapshot snapshot() {
    return snapshot;
  }

  Meter meter() {
    return meter;
  }

  RawPage page(Capture capture) {
    return new RawPage(capture, body(capture));
  }

  byte[] body(Capture capture) {
    meter.check();
    return snapshot.body(capture);
  }

  /**
   * Gives lot after lot, in the order of the captures' keys.
   *
   * @param lots takes a lot, and the number of the host, from 0
   * @return how many captures there were
   */
  long each(BiConsumer<Integer, Lot> lots) {
    long highest = highestRank();
    meter.begin(Phase.PREPARE, expected());
    long count = 0;
    try (Scan<Capture> ahead = snapshot.captures();
        Scan<Capture> captures = new LatestWishes(snapshot.captures())) {
      HostWalk hosts = new HostWalk(ahead);
      for (int number = 0; hosts.hasNext(); number++) {
        int learnFrom = choice.takesAll() ? SiteSample.PAGES : LEARN_FROM;
        HostWalk.Host host = hosts.next(new SiteSample(learnFrom));
        count += give(captures, host, highest, number, lots);
      }
    }
    return count;
  }

  private long give(
      Iterator<Capture> captures,
      HostWalk.Host host,
      long highest,
      int number,
      BiConsumer<Integer, Lot> lots) {
    long count = 0;
    List<Capture> lot = new ArrayList<>();
    for (long i = 0; i < host.captures(); i++) {
      Capture capture = captures.next();
      if (choice.has(capture.url().host()) && Rank.of(capture.url()) <= highest) {
        lot.add(capture);
        count++;
      }
      if (lot.size() == LOT || i == host.captures() - 1 && !lot.isEmpty()) {
        lots.accept(number, new Lot(host.sample(), lot));
        lot = new ArrayList<>();
      }
    }
    return count;
  }

  private long expected() {
    return choice.takesAll()
        ? snapshot.captureCount()
        : Math.min(choice.most(), snapshot.captureCount());
  }

  /** The rank of the last capture of a sample. */
  private long highestRank() {
    if (choice.takesAll()) {
      return Long.MAX_VALUE;
    }
    PriorityQueue<Long> smallest = new PriorityQueue<>(Collections.reverseOrder());
    try (Scan<Capture> captures = snapshot.captures()) {
      while (captures.hasNext()) {
        Capture capture = captures.next();
        if (choice.has(capture.url().host())) {
          smallest.add(Rank.of(capture.url()));
        }
        if (smallest.size() > choice.most()) {
          smallest.remove();
        }
      }
    }
    Long last = smallest.peek();
    return last == null ? Long.MAX_VALUE : last;
  }
}
