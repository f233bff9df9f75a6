package dev.sluice.corpus;

import dev.sluice.corpus.dedup.Clusters;
import dev.sluice.corpus.mix.Mix;
import dev.sluice.corpus.mix.Mixed;
import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.shard.FinishedShards;
import dev.sluice.corpus.shard.OutputFolder;
import dev.sluice.corpus.work.Outgoing;
import dev.sluice.corpus.work.ShardMaking;
import dev.sluice.corpus.work.ShardNames;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.Scan;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Writes one shard: those documents that the plan has for it. */
final class ShardTask implements Callable<FinishedShards.Finished> {

  private final Job job;
  private final OutputFolder folder;
  private final Clusters clusters;
  private final Optional<Mixed> mixed;
  private final SameBodies.Lenders lenders;
  private final FinishedShards finished;
  private final ShardPlan plan;
  private final int number;

  ShardTask(
      Job job,
      OutputFolder folder,
      Clusters clusters,
      Optional<Mixed> mixed,
      SameBodies bodies,
      FinishedShards finished,
      ShardPlan plan,
      int number) {
    this.job = job;
    this.folder = folder;
    this.clusters = clusters;
    this.mixed = mixed;
    this.lenders = bodies.new Lenders();
    this.finished = finished;
    this.plan = plan;
    this.number = number;
  }

  /** Writes the shard, unless an earlier run of the same export has. */
  @Override
  public FinishedShards.Finished call() {
    job.meter().check();
    String name = ShardNames.name(number, job.request().format());
    Optional<FinishedShards.Finished> earlier = finished.find(name);
    if (earlier.isPresent()) {
      job.meter().add(earlier.get().entry().documents());
      return earlier.get();
    }
    FinishedShards.Finished written = write();
    finished.add(written);
    return written;
  }

  private FinishedShards.Finished write() {
    ShardMaking shard =
        new ShardMaking(
            folder,
            job.request().format(),
            job.facts().edition(),
            job.request().mix().map(Mix::unit),
            number);
    try (Scan<ShardDocument> documents = plan.documents(number)) {
      return shard.write(new Walk(documents));
    }
  }

  /** The documents as they go out. */
  private final class Walk implements Iterator<Outgoing> {

    private final Scan<ShardDocument> documents;

    Walk(Scan<ShardDocument> documents) {
      this.documents = documents;
    }

    @Override
    public boolean hasNext() {
      return documents.hasNext();
    }

    @Override
    public Outgoing next() {
      job.meter().check();
      job.meter().add(1);
      return outgoing(documents.next());
    }
  }

  private Outgoing outgoing(ShardDocument next) {
    int candidate = next.candidate();
    Document document =
        next.document().standingFor(clusters.exactCopies(candidate), clusters.size(candidate));
    Optional<CaptureKey> lender = lenders.of(candidate, document.provenance().bodyHash());
    return new Outgoing(
        document,
        new StoredOriginal(job.snapshot(), document.key(), lender),
        next.copy(),
        mixed.map(it -> new Outgoing.Share(it.group(candidate), it.units(candidate))));
  }
}
