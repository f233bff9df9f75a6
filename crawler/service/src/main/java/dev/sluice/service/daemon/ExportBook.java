package dev.sluice.service.daemon;

import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.StoreException.Problem;
import dev.sluice.pages.settings.Nearest;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.service.daemon.ExportOrder.State;
import dev.sluice.service.daemon.Exports.Listed;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of a data folder's exports: read from the shelf once, and written there with each
 * change. Guarded by the lock of {@link Exports}.
 */
final class ExportBook {

  private static final Logger LOG = LoggerFactory.getLogger(ExportBook.class);

  private static final Comparator<ExportOrder> BY_AGE =
      Comparator.comparing(ExportOrder::orderedAt).thenComparing(ExportOrder::id);

  private final ExportShelf shelf;
  private final Map<String, ExportOrder> orders = new HashMap<>();

  ExportBook(ExportShelf shelf) {
    this.shelf = shelf;
    shelf.read().forEach(order -> orders.put(order.id(), order));
  }

  /** All exports, the latest order first, but for those that were made and then taken away. */
  List<Listed> list() {
    forgetWhatIsGone();
    return orders.values().stream().sorted(BY_AGE.reversed()).map(this::listed).toList();
  }

  /** An export of this name, if there is one. */
  Optional<ExportOrder> find(String id) {
    return Optional.ofNullable(orders.get(id));
  }

  /** How many wait or are made. */
  long underWay() {
    return orders.values().stream().filter(ExportOrder::isUnderWay).count();
  }

  private void forgetWhatIsGone() {
    orders.values().stream()
        .filter(order -> order.state() == State.DONE && !shelf.isTaken(order.id()))
        .toList()
        .forEach(this::forget);
  }

  private void forget(ExportOrder order) {
    orders.remove(order.id());
    try {
      shelf.remove(order.id());
    } catch (IOException notRemoved) {
      LOG.warn(
          "The order of an export that is gone stays beside {}: {}",
          shelf.out(order.id()),
          told(notRemoved));
    }
  }

  /** An export, as it can be shown. */
  Listed listed(ExportOrder order) {
    String id = order.id();
    boolean begun = order.state() != State.QUEUED && order.state() != State.DONE;
    Optional<ExportProgress> progress =
        begun
            ? ProgressFile.read(shelf.out(id)).filter(told -> isOf(told, order))
            : Optional.empty();
    return new Listed(order, shelf.out(id), shelf.log(id), progress);
  }

  /** What another process told, the one before a resumption say, is not told of this one. */
  private static boolean isOf(ExportProgress progress, ExportOrder order) {
    return order.maker().filter(maker -> maker.pid() == progress.pid()).isPresent();
  }

  /**
   * The export of this name.
   *
   * @throws SettingsException if there is none
   */
  ExportOrder known(String id) {
    ExportOrder order = orders.get(id);
    if (order == null) {
      throw new SettingsException(
          "there is no export '" + id + "'" + Nearest.hint(id, orders.keySet()));
    }
    return order;
  }

  /** Those that stand so, the oldest first. */
  List<ExportOrder> inState(State state) {
    return orders.values().stream().filter(order -> order.state() == state).sorted(BY_AGE).toList();
  }

  /** Writes an order down, and takes it only then. */
  void accept(ExportOrder order) {
    try {
      shelf.write(order);
    } catch (IOException failure) {
      throw new StoreException(
          Problem.INACCESSIBLE,
          "cannot write the order of the export '"
              + order.id()
              + "' below "
              + shelf.out(order.id()).getParent()
              + ": "
              + told(failure)
              + "; free some space there or make it writable, and order it again",
          failure);
    }
    orders.put(order.id(), order);
  }

  /** Writes down what has become of an order; if that fails, this daemon knows it all the same. */
  void save(ExportOrder order) {
    orders.put(order.id(), order);
    try {
      shelf.write(order);
    } catch (IOException failure) {
      LOG.warn("Cannot write down how the export '{}' stands: {}", order.id(), told(failure));
    }
  }

  static String told(IOException failure) {
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }
}
