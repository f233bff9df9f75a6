package dev.sluice.service.daemon;

import dev.sluice.pages.Snapshots;
import dev.sluice.pages.model.NamedSnapshot;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.service.daemon.ExportOrder.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Exports of a data folder's snapshots that are made beside the crawl, one after the other, each by
 * a process of its own: so an export that needs much memory, or dies, harms nothing.
 *
 * <p>All that is known of them stands in files (see {@link ExportShelf}). A daemon that starts
 * takes them over from the one before: what waited waits on; a process that still works is watched
 * as if it were its own; what is left of one that is gone counts as cancelled. A daemon that ends
 * ends the process with it. Whatever has not come to its end can be resumed, and goes on with the
 * part it was at.
 *
 * <p>Safe for use by several threads.
 */
public final class Exports implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Exports.class);

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final String NAME_FORM =
      "has at most 64 letters, digits, dots, dashes and underscores, and begins with a letter or"
          + " digit";
  private static final int MOST_UNDER_WAY = 100;

  /** Exit codes of an export that SIGINT or SIGTERM ended. */
  private static final Set<Integer> BY_SIGNAL = Set.of(130, 143);

  private static final Duration TICK = Duration.ofMillis(200);

  /** How long a process may take to end when it is asked to, before it is killed. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private static final Duration LONGEST_END = GRACE.plusSeconds(5);

  private final Path data;
  private final ExportShelf shelf;
  private final ExportBook book;
  private final RecipeShelf recipes;
  private final InstantSource clock;
  private final Set<String> cancelled = new HashSet<>();
  private @Nullable Thread worker;
  private boolean ending;

  /** The exports of a data folder, which may be made later. */
  Exports(Path data, InstantSource clock) {
    this.data = data.toAbsolutePath();
    this.shelf = new ExportShelf(this.data);
    this.book = new ExportBook(shelf);
    this.recipes = new RecipeShelf(this.data);
    this.clock = clock;
  }

  /**
   * An export, as it can be shown.
   *
   * @param out where it is written to
   * @param log what its process printed
   * @param progress how far it is, or was when it was cut off; nothing once it is whole
   */
  public record Listed(ExportOrder order, Path out, Path log, Optional<ExportProgress> progress) {}

  /** An export whose process is watched. */
  private record Made(String id, ExportProcess process) {}

  /** Begins to work off what waits. Only who has the data folder open for writing may. */
  public synchronized void start() {
    if (worker != null || ending) {
      return;
    }
    Thread thread = new Thread(this::work, "exports");
    thread.setDaemon(true);
    thread.start();
    worker = thread;
  }

  /** All exports, the latest order first, but for those that were made and then taken away. */
  public synchronized List<Listed> list() {
    return book.list();
  }

  /** An export of this name, if there is one. */
  public synchronized Optional<Listed> find(String id) {
    return book.find(id).map(book::listed);
  }

  /** Whether another export cannot have this name. */
  public synchronized boolean isTaken(String name) {
    return shelf.isTaken(name) || book.find(name).filter(ExportOrder::isUnderWay).isPresent();
  }

  /**
   * Orders an export.
   *
   * @param name its folder's
   * @param wish what it is to be: snapshots by their names, or {@link Snapshots#LATEST}; the name
   *     of a recipe: see {@link #recipes}
   * @throws SettingsException if the name is taken or cannot be one, there is no such snapshot or
   *     recipe, the recipe or a list of it has a mistake, or too many wait
   * @throws StoreException if the order cannot be written down
   */
  public synchronized Listed order(String name, ExportOrder.Wish wish) {
    requireName(name);
    recipes.check(wish.recipe());
    wish.index().ifPresent(Exports::requireIndexName);
    if (book.underWay() >= MOST_UNDER_WAY) {
      throw new SettingsException(
          MOST_UNDER_WAY + " exports wait already: cancel some, or order this one later");
    }
    ExportOrder order = ExportOrder.of(name, settled(wish), clock.instant());
    book.accept(order);
    notifyAll();
    return book.listed(order);
  }

  /** The same with the names that its snapshots have. */
  private ExportOrder.Wish settled(ExportOrder.Wish wish) {
    Snapshots all = new Snapshots(data);
    NamedSnapshot exported = all.find(wish.snapshot());
    Optional<NamedSnapshot> older = wish.since().map(all::find);
    if (older.isPresent() && !older.get().isBefore(exported)) {
      throw new SettingsException(
          "the snapshot '%s' is not older than '%s', which is to be exported: nothing has changed since"
              .formatted(older.get().name(), exported.name()));
    }
    return new ExportOrder.Wish(
        exported.name(), wish.recipe(), older.map(NamedSnapshot::name), wish.index());
  }

  private static void requireIndexName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new SettingsException(
          "'" + name + "' cannot be the name of an index: a name " + NAME_FORM);
    }
  }

  private void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new SettingsException(
          "'" + name + "' cannot be the name of an export: a name " + NAME_FORM);
    }
    if (isTaken(name)) {
      throw new SettingsException(
          "there is an export '"
              + name
              + "' already: choose another name, resume that one, or take "
              + shelf.out(name)
              + " away");
    }
  }

  /** Names of the recipes that can be exported by: built-in ones, then those of the user. */
  public List<String> recipes() {
    return recipes.names();
  }

  /**
   * Keeps a recipe of the user as {@code DATA/recipes/NAME.yaml}; exports that wait take it as it
   * is when they begin.
   *
   * @throws SettingsException if the name cannot be one, or the text has a mistake or names files
   * @throws StoreException if it cannot be written
   */
  public synchronized void keepRecipe(String name, String text) {
    recipes.keep(name, text);
  }

  /**
   * Goes on with an export that was cancelled or has failed; it waits for its turn.
   *
   * @throws SettingsException if there is none of this name, or nothing is to be gone on with
   * @throws StoreException if the order cannot be written down
   */
  public synchronized Listed resume(String id) {
    ExportOrder order = book.known(id);
    if (order.isUnderWay() || order.state() == State.DONE) {
      throw new SettingsException(
          "the export '"
              + id
              + "' is "
              + (order.isUnderWay() ? "under way" : "done")
              + ": there is nothing to resume");
    }
    ExportOrder again = order.again();
    book.accept(again);
    notifyAll();
    return book.listed(again);
  }

  /**
   * Ends an export that waits or is made; it can be resumed. Returns when it has ended, which takes
   * some seconds at most.
   *
   * @throws SettingsException if there is none of this name, or it is not under way
   */
  public synchronized Listed cancel(String id) {
    ExportOrder order = book.known(id);
    if (!order.isUnderWay()) {
      throw new SettingsException(
          "the export '" + id + "' is not under way: there is nothing to cancel");
    }
    if (order.state() == State.QUEUED) {
      book.save(order.ended(State.CANCELLED, clock.instant(), "cancelled before it began"));
    } else {
      cancelled.add(id);
      awaitEnd(id);
    }
    return book.listed(book.known(id));
  }

  private void awaitEnd(String id) {
    Instant latest = clock.instant().plus(LONGEST_END);
    while (book.known(id).state() == State.RUNNING && clock.instant().isBefore(latest)) {
      pause();
    }
  }

  /** Lets others in meanwhile. */
  private void pause() {
    try {
      wait(TICK.toMillis());
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    for (Optional<Made> next = next(); next.isPresent(); next = next()) {
      watch(next.get());
      settle(next.get());
    }
  }

  /** What is to be watched next; waits for it. Nothing when the daemon ends. */
  private synchronized Optional<Made> next() {
    while (!ending) {
      Optional<Made> begun = takeOver().or(this::begin);
      if (begun.isPresent()) {
        return begun;
      }
      pause();
    }
    return Optional.empty();
  }

  /** A process that an earlier daemon left. */
  private Optional<Made> takeOver() {
    for (ExportOrder order : book.inState(State.RUNNING)) {
      Optional<ExportProcess> left = order.maker().flatMap(ExportProcess::find);
      if (left.isPresent()) {
        LOG.info("The export '{}' goes on: its process outlived the last daemon", order.id());
        return left.map(process -> new Made(order.id(), process));
      }
      cancelled.remove(order.id());
      book.save(
          shelf.isWhole(order.id())
              ? order.done(clock.instant())
              : order.ended(
                  State.CANCELLED,
                  clock.instant(),
                  "its process is gone, and so was the daemon: resume it to go on with it"));
    }
    return Optional.empty();
  }

  private Optional<Made> begin() {
    for (ExportOrder order : book.inState(State.QUEUED)) {
      try {
        String recipe = recipes.argument(order.recipe());
        ExportProcess started =
            ExportProcess.start(
                ExportCommandLine.of(data, order, recipe, shelf), shelf.log(order.id()));
        book.save(order.started(clock.instant(), started.maker()));
        return Optional.of(new Made(order.id(), started));
      } catch (SettingsException gone) {
        book.save(order.ended(State.FAILED, clock.instant(), String.valueOf(gone.getMessage())));
      } catch (IOException failure) {
        book.save(
            order.ended(
                State.FAILED,
                clock.instant(),
                "it cannot be started: " + ExportBook.told(failure)));
      }
    }
    return Optional.empty();
  }

  /** Waits for the end of a process; kills it if it is asked to end and does not. */
  private void watch(Made made) {
    Instant latest = Instant.MAX;
    while (!made.process.awaitEnd(TICK)) {
      Instant now = clock.instant();
      if (latest.equals(Instant.MAX) && isToEnd(made.id)) {
        made.process.askToEnd();
        latest = now.plus(GRACE);
      } else if (now.isAfter(latest)) {
        made.process.kill();
      }
    }
  }

  private synchronized boolean isToEnd(String id) {
    return ending || cancelled.contains(id);
  }

  /** Writes down how the process ended. */
  private synchronized void settle(Made made) {
    book.save(settled(book.known(made.id), made.process.exitCode()));
    cancelled.remove(made.id);
    notifyAll();
  }

  private ExportOrder settled(ExportOrder order, OptionalInt exitCode) {
    Instant now = clock.instant();
    String id = order.id();
    if (shelf.isWhole(id)) {
      return order.done(now);
    }
    if (cancelled.contains(id)) {
      return order.ended(State.CANCELLED, now, "cancelled: resume it to go on with it");
    }
    if (ending) {
      return order.ended(State.CANCELLED, now, "ended with the daemon: resume it to go on with it");
    }
    if (exitCode.stream().anyMatch(BY_SIGNAL::contains)) {
      return order.ended(State.CANCELLED, now, "ended by a signal: resume it to go on with it");
    }
    String code = exitCode.isPresent() ? " with exit code " + exitCode.getAsInt() : "";
    String why =
        shelf
            .complaint(id)
            .orElse("its process ended" + code + " without a word: " + shelf.log(id));
    LOG.warn("The export '{}' has failed: {}", id, why);
    return order.ended(State.FAILED, now, why);
  }

  /** Lets the process that exports be ended, and none be begun; does not wait. */
  synchronized void askToEnd() {
    ending = true;
    notifyAll();
  }

  /** Lets the process that exports be ended, and waits for that for some seconds at most. */
  @Override
  public void close() {
    askToEnd();
    Thread thread = thread();
    if (thread == null) {
      return;
    }
    try {
      thread.join(LONGEST_END.toMillis());
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized @Nullable Thread thread() {
    return worker;
  }
}
