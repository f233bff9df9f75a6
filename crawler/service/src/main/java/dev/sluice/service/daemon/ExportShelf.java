package dev.sluice.service.daemon;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of a data folder's exports.
 *
 * <pre>
 * DATA/exports/NAME/               an export, as 'sluice export --out' makes it
 * DATA/exports/.orders/NAME.json   what was ordered, and what became of it
 * DATA/exports/.orders/NAME.log    what its process printed, the last one's only
 * DATA/exports/.indexes/NAME/      an index of the documents of those exports that name it
 * </pre>
 */
record ExportShelf(Path data) {

  private static final String ORDER = ".json";
  private static final int LAST_BYTES = 64 << 10;
  private static final String COMPLAINT = "sluice: ";

  /** Where an export is written to. */
  Path out(String id) {
    return data.resolve("exports").resolve(id);
  }

  /** What its process prints. */
  Path log(String id) {
    return orders().resolve(id + ".log");
  }

  /** Where an index of exported documents lies. */
  Path index(String name) {
    return data.resolve("exports").resolve(".indexes").resolve(name);
  }

  private Path orders() {
    return data.resolve("exports").resolve(".orders");
  }

  private JsonFile<ExportOrder> order(String id) {
    return new JsonFile<>(orders().resolve(id + ORDER), ExportOrder.class);
  }

  /** All orders that can be read. */
  List<ExportOrder> read() {
    List<ExportOrder> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(orders())) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ORDER))
          .map(name -> name.substring(0, name.length() - ORDER.length()))
          .forEach(id -> order(id).read().ifPresent(found::add));
    } catch (IOException none) {
      return List.of();
    }
    return found;
  }

  void write(ExportOrder order) throws IOException {
    Files.createDirectories(orders());
    order(order.id()).write(order);
  }

  /** Forgets an order; what was exported is left alone. */
  void remove(String id) throws IOException {
    Files.deleteIfExists(order(id).path());
    Files.deleteIfExists(log(id));
  }

  /** Whether there is anything where an export would be written to. */
  boolean isTaken(String id) {
    return Files.exists(out(id));
  }

  /** Whether an export is whole. */
  boolean isWhole(String id) {
    return Files.exists(out(id).resolve("manifest.json"));
  }

  /** What its process said last of trouble. */
  Optional<String> complaint(String id) {
    return tail(log(id))
        .lines()
        .filter(line -> line.startsWith(COMPLAINT))
        .reduce((earlier, later) -> later)
        .map(line -> line.substring(COMPLAINT.length()));
  }

  private static String tail(Path file) {
    try (RandomAccessFile reader = new RandomAccessFile(file.toFile(), "r")) {
      byte[] bytes = new byte[(int) Math.min(LAST_BYTES, reader.length())];
      reader.seek(reader.length() - bytes.length);
      reader.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      return "";
    }
  }
}
