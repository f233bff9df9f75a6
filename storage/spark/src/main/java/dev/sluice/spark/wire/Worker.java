package dev.sluice.spark.wire;

import dev.sluice.corpus.Cleaner;
import dev.sluice.corpus.model.Edition;
import dev.sluice.corpus.model.PageFunctions;
import dev.sluice.corpus.model.SiteFacts;
import dev.sluice.corpus.rule.Extract;
import dev.sluice.corpus.shard.DocumentTokenizer;
import dev.sluice.corpus.shard.ShardFormat;
import dev.sluice.corpus.shard.ShardFormats;
import dev.sluice.corpus.shard.TokenCounter;
import dev.sluice.corpus.shard.TokenizerSettings;
import dev.sluice.corpus.site.SiteLearner;
import dev.sluice.pages.model.Capture;
import dev.sluice.spark.model.Orders;
import dev.sluice.spark.model.TokenizerFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an executor makes of its orders once, for all of its tasks: it travels as the bytes of the
 * orders, as a broadcast value, and makes the rest when it is first asked for.
 */
public final class Worker {

  private final Orders orders;
  private @Nullable PageFunctions functions;
  private @Nullable Cleaner cleaner;
  private @Nullable ShardFormat format;
  private @Nullable TokenCounter counter;

  /** A worker with these orders. */
  public Worker(Orders orders) {
    this.orders = orders;
  }

  public Orders orders() {
    return orders;
  }

  private synchronized PageFunctions functions() {
    PageFunctions made = functions == null ? Cleaner.standardFunctions() : functions;
    functions = made;
    return made;
  }

  /** The page steps; all tasks share them. */
  public synchronized Cleaner cleaner() {
    Cleaner made =
        cleaner == null ? new Cleaner(orders.recipe(), functions(), orders.takedowns()) : cleaner;
    cleaner = made;
    return made;
  }

  /** What the pages of a host have in common, by a sample of them. */
  public SiteFacts learn(String host, List<Capture> sample, Function<Capture, byte[]> body) {
    return orders.recipe().makesTexts()
        ? new SiteLearner(functions(), Extract.templateLimits(orders.recipe(), host))
            .learn(sample, body)
        : SiteFacts.NONE;
  }

  /** What shards say of themselves. */
  public Edition edition() {
    return new Edition(orders.source(), orders.recipe().label(), orders.snapshot());
  }

  /** How shards are written. */
  public synchronized ShardFormat format() {
    ShardFormat made =
        format == null
            ? orders.ofTokens()
                ? ShardFormats.named(orders.format(), settings().orElseThrow())
                : ShardFormats.named(orders.format())
            : format;
    format = made;
    return made;
  }

  /** Counts the tokens of texts for a mix. */
  public synchronized TokenCounter counter() {
    TokenCounter made =
        counter == null
            ? format().counter().orElseGet(() -> DocumentTokenizer.open(settings().orElseThrow()))
            : counter;
    counter = made;
    return made;
  }

  private Optional<TokenizerSettings> settings() {
    return orders.tokenizer().map(Worker::settings);
  }

  /** A tokenizer is read from a file of its own name. */
  private static TokenizerSettings settings(TokenizerFile tokenizer) {
    try {
      Path folder = Files.createTempDirectory("sluice-tokenizer");
      Path file = Files.write(folder.resolve(tokenizer.name()), tokenizer.content());
      file.toFile().deleteOnExit();
      folder.toFile().deleteOnExit();
      return new TokenizerSettings(file, tokenizer.pattern(), tokenizer.endOfDocument());
    } catch (IOException notWritable) {
      throw new UncheckedIOException(
          "cannot write the tokenizer to the executor's temporary folder", notWritable);
    }
  }
}
