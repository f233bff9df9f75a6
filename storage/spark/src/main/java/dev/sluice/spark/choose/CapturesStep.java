package dev.sluice.spark.choose;

import dev.sluice.corpus.model.CaptureRun;
import dev.sluice.corpus.model.TextHash;
import dev.sluice.pages.codec.RowReader;
import dev.sluice.pages.codec.RowWriter;
import dev.sluice.pages.model.PageUrl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.jspecify.annotations.Nullable;

/**
 * A step that keeps one of all captures of a URL.
 *
 * <p>They have numbers in a row, so nothing is shuffled: each partition tells the driver of its
 * first URL and its last one, which others may have captures of, and learns what these have.
 */
final class CapturesStep {

  private static final int VERSION = 1;

  private CapturesStep() {}

  static JavaRDD<Change> of(Table table, Steps steps, int step) {
    JavaRDD<Candidate> candidates = table.candidates(steps, step);
    List<byte[]> edges =
        candidates
            .mapPartitions(all -> edges(all).stream().map(Edge::toBytes).iterator())
            .collect();
    HashMap<String, byte[]> shared = shared(edges.stream().map(Edge::of).toList());
    return candidates.mapPartitions(all -> new Flat<>(new Urls(all), url -> changes(url, shared)));
  }

  /** The captures of one URL in a partition. */
  private record Url(String url, int[] captures, CaptureRun run) {}

  /** The captures of the first or last URL of a partition, without their numbers. */
  private record Edge(String url, CaptureRun run) {

    byte[] toBytes() {
      return new RowWriter(VERSION)
          .text(url)
          .number(run.count())
          .number(run.first())
          .number(run.kept())
          .number(run.text().high())
          .number(run.text().low())
          .toBytes();
    }

    static Edge of(byte[] row) {
      RowReader in = new RowReader("captures of a URL", new byte[0], row, VERSION);
      return new Edge(
          in.text(),
          new CaptureRun(
              in.smallNumber(),
              in.smallNumber(),
              in.smallNumber(),
              new TextHash(in.number(), in.number())));
    }
  }

  private static List<Edge> edges(Iterator<Candidate> all) {
    List<Edge> edges = new ArrayList<>();
    for (Urls urls = new Urls(all); urls.hasNext(); ) {
      Url next = urls.next();
      if (edges.size() == 2) {
        edges.remove(1);
      }
      edges.add(new Edge(next.url, next.run));
    }
    return edges;
  }

  /** The whole runs of those URLs that lie in more than one partition. */
  private static HashMap<String, byte[]> shared(List<Edge> edges) {
    HashMap<String, byte[]> shared = new HashMap<>();
    Optional<Edge> before = Optional.empty();
    for (Edge next : edges) {
      Edge own = next;
      if (before.isPresent() && before.get().url.equals(next.url)) {
        own = new Edge(next.url, before.get().run.then(next.run));
        shared.put(next.url, own.toBytes());
      }
      before = Optional.of(own);
    }
    return shared;
  }

  private static Iterator<Change> changes(Url url, Map<String, byte[]> shared) {
    byte[] whole = shared.get(url.url);
    CaptureRun run = whole == null ? url.run : Edge.of(whole).run;
    List<Change> changes = new ArrayList<>();
    for (int capture : url.captures) {
      run.dropped(capture).ifPresent(why -> changes.add(new Change.Lost(capture, run.kept(), why)));
    }
    return changes.iterator();
  }

  /** Goes over the URLs of a partition that are chosen still. */
  private static final class Urls implements Iterator<Url> {

    private final Iterator<Candidate> all;
    private @Nullable Candidate ahead;

    Urls(Iterator<Candidate> all) {
      this.all = all;
      advance();
    }

    private void advance() {
      ahead = null;
      while (ahead == null && all.hasNext()) {
        Candidate next = all.next();
        ahead = next.chosen() ? next : null;
      }
    }

    @Override
    public boolean hasNext() {
      return ahead != null;
    }

    @Override
    public Url next() {
      if (ahead == null) {
        throw new NoSuchElementException();
      }
      PageUrl url = ahead.signature().url();
      CaptureRun run = run(ahead);
      IntStream.Builder captures = IntStream.builder().add(ahead.number());
      for (advance(); ahead != null && ahead.signature().url().equals(url); advance()) {
        run = run.then(run(ahead));
        captures.add(ahead.number());
      }
      return new Url(url.toString(), captures.build().toArray(), run);
    }

    private static CaptureRun run(Candidate candidate) {
      return CaptureRun.of(candidate.number(), candidate.signature().textHash());
    }
  }
}
