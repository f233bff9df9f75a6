package dev.sluice.service.daemon;

import dev.sluice.engine.Seeds;
import dev.sluice.pages.settings.SettingsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder of seed files, or a single one, that is read and written as a whole.
 *
 * <p>A file is written beside its place under a hidden name, which those who read seed files pass
 * over, and then put there by one rename; it keeps its mode and its owner.
 */
final class SeedFolder {

  private static final int LONGEST_NAME = 100;

  private final Path seeds;

  /**
   * A folder.
   *
   * @param seeds a seed file, or a folder of them
   */
  SeedFolder(Path seeds) {
    this.seeds = seeds;
  }

  /**
   * A file as it is, or shall be.
   *
   * @param text what it holds
   * @param trouble why there is no text
   * @param digest stands for the text
   * @param inFolder whether it lies in the folder itself, and is no link that leads out of it
   */
  record Held(Optional<String> text, String trouble, String digest, boolean inFolder) {

    static Held of(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return new Held(Optional.of(text), "", digestOf(bytes), true);
    }
  }

  /** The folder or file, as the user calls it. */
  Path path() {
    return seeds;
  }

  /** A file of the folder, as messages call it. */
  String shown(String name) {
    return place(name).toString();
  }

  private Path place(String name) {
    return Files.isDirectory(seeds) ? seeds.resolve(name) : seeds;
  }

  private Path folder() {
    return Files.isDirectory(seeds)
        ? seeds
        : Optional.ofNullable(seeds.toAbsolutePath().getParent()).orElse(seeds);
  }

  /**
   * The files by name, in the order in which they are read.
   *
   * @throws SettingsException if the folder is not there, or cannot be read
   */
  SortedMap<String, Held> read() {
    if (!Files.exists(seeds)) {
      throw new SettingsException(seeds + ": there is no such file or folder");
    }
    SortedMap<String, Held> held = new TreeMap<>();
    if (!Files.isDirectory(seeds)) {
      held.put(name(seeds), held(seeds));
      return held;
    }
    try (Stream<Path> files = Files.list(seeds)) {
      files
          .filter(file -> Seeds.isFileName(name(file)))
          .forEach(file -> held.put(name(file), held(file)));
      return held;
    } catch (IOException unreadable) {
      throw new SettingsException(seeds + ": cannot be read: " + unreadable.getMessage());
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private Held held(Path file) {
    try {
      boolean inFolder =
          !Files.isDirectory(seeds) || seeds.toRealPath().equals(file.toRealPath().getParent());
      byte[] bytes = Files.readAllBytes(file);
      try {
        String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        return new Held(Optional.of(text), "", digestOf(bytes), inFolder);
      } catch (CharacterCodingException notText) {
        return new Held(Optional.empty(), "is not in UTF-8", digestOf(bytes), inFolder);
      }
    } catch (IOException unreadable) {
      String trouble = "cannot be read: " + unreadable.getMessage();
      return new Held(Optional.empty(), trouble, "", false);
    }
  }

  private static String digestOf(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible); // every Java has it
    }
  }

  /** Why a file of this name cannot be made or changed, if there is a reason. */
  Optional<String> objectionTo(String name) {
    if (!Files.isDirectory(seeds)) {
      return name.equals(name(seeds))
          ? Optional.empty()
          : Optional.of(
              "'" + name + "' is not the seed file that is used, which is " + seeds + " alone");
    }
    boolean plain = name.chars().noneMatch(it -> it == '/' || it == '\\' || it < ' ' || it == 0x7f);
    return plain && Seeds.isFileName(name) && name.length() <= LONGEST_NAME
        ? Optional.empty()
        : Optional.of(
            "'"
                + name
                + "' cannot be the name of a seed file: it must be a name without folders that does"
                + " not begin with a dot and ends with .txt or .yaml, such as law.txt");
  }

  /** Whether this process may change files. */
  boolean isWritable() {
    return Files.isWritable(folder());
  }

  /** Waits until nobody else changes files here, in this process or another. */
  SeedTurn awaitTurn() throws IOException {
    return SeedTurn.await(folder());
  }

  /** Why files could not be written, and the way out. */
  String words(IOException trouble) {
    String reason =
        trouble instanceof AccessDeniedException
            ? "permission is denied"
            : trouble instanceof FileSystemException of && of.getReason() != null
                ? of.getReason()
                : String.valueOf(trouble.getMessage());
    return folder()
        + ": seed files cannot be changed here: "
        + reason
        + "; give the user of this process the right to write there, or change them by hand";
  }

  /** Writes and deletes files; all that is written lies on the disk before the first counts. */
  void write(Map<String, Optional<String>> texts) throws IOException {
    Map<Path, Path> ready = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, Optional<String>> text : texts.entrySet()) {
        if (text.getValue().isPresent()) {
          Path target = target(place(text.getKey()));
          Path beside = target.resolveSibling("." + name(target) + ".new");
          ready.put(beside, target);
          writeBeside(beside, target, text.getValue().get());
        }
      }
      for (Map.Entry<Path, Path> file : ready.entrySet()) {
        Files.move(file.getKey(), file.getValue(), StandardCopyOption.ATOMIC_MOVE);
      }
      for (Map.Entry<String, Optional<String>> text : texts.entrySet()) {
        if (text.getValue().isEmpty()) {
          Files.delete(place(text.getKey()));
        }
      }
    } finally {
      for (Path beside : ready.keySet()) {
        Files.deleteIfExists(beside);
      }
    }
  }

  /** A link within the folder stays a link. */
  private static Path target(Path file) throws IOException {
    return Files.exists(file) ? file.toRealPath() : file;
  }

  private static void writeBeside(Path beside, Path target, String text) throws IOException {
    Files.deleteIfExists(beside); // of a process that was killed
    boolean exists = Files.exists(target);
    FileAttribute<?>[] mode =
        exists ? new FileAttribute<?>[] {privately()} : new FileAttribute<?>[0];
    try (FileChannel file =
        FileChannel.open(
            beside, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      file.force(true);
    }
    if (exists) {
      keepOwnerAndMode(target, beside);
    }
  }

  private static FileAttribute<?> privately() {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  }

  private static void keepOwnerAndMode(Path of, Path on) throws IOException {
    PosixFileAttributes old = Files.readAttributes(of, PosixFileAttributes.class);
    PosixFileAttributeView view = Files.getFileAttributeView(on, PosixFileAttributeView.class);
    PosixFileAttributes now = view.readAttributes();
    try {
      if (!old.owner().equals(now.owner())) {
        view.setOwner(old.owner());
      }
      if (!old.group().equals(now.group())) {
        view.setGroup(old.group());
      }
    } catch (FileSystemException notAllowed) {
      throw new FileSystemException(
          of.toString(),
          null,
          of
              + " belongs to "
              + old.owner().getName()
              + ", and would belong to "
              + now.owner().getName()
              + " afterwards");
    }
    view.setPermissions(old.permissions());
  }
}
