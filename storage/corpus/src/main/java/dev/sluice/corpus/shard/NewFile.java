package dev.sluice.corpus.shard;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;

/**
 * A file that appears under its name only when it is whole: written elsewhere, brought to the disk,
 * then renamed. Closed before {@link #finish}, it leaves nothing behind.
 */
public final class NewFile implements AutoCloseable {

  private static final int BUFFER_BYTES = 1 << 16;

  /**
   * A file that was written.
   *
   * @param bytes its length
   * @param sha256 its digest, 64 hexadecimal digits
   */
  public record Written(Path file, long bytes, String sha256) {}

  private final Path target;
  private final Path temporary;
  private final FileOutputStream file;
  private final MessageDigest digest;
  private final OutputStream out;
  private final Consumer<Written> whole;
  private boolean finished;

  /**
   * Begins a file.
   *
   * @param target its final name; what is there already is replaced at the end
   * @param folder where it lies until then, on the same disk
   */
  public NewFile(Path target, Path folder) {
    this(target, folder, written -> {});
  }

  /** The same; {@code whole} is told once it has its name. */
  NewFile(Path target, Path folder, Consumer<Written> whole) {
    this.target = target;
    this.whole = whole;
    this.temporary = folder.resolve(target.getFileName() + ".tmp");
    this.digest = sha256();
    try {
      this.file = new FileOutputStream(temporary.toFile());
    } catch (IOException notWritable) {
      throw FileTrouble.writing(temporary, notWritable);
    }
    this.out = new Unclosed(new DigestOutputStream(file, digest));
  }

  /** Where its bytes go. Closing it does not finish the file. */
  public OutputStream out() {
    return out;
  }

  /** Says which file could not be written, for whoever writes to {@link #out}. */
  public RuntimeException trouble(IOException cause) {
    return FileTrouble.writing(target, cause);
  }

  /** Ends the file and gives it its name. */
  public Written finish() {
    try {
      out.flush();
      file.getFD().sync();
      file.close();
      long bytes = Files.size(temporary);
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      finished = true;
      syncName();
      Written written = new Written(target, bytes, HexFormat.of().formatHex(digest.digest()));
      whole.accept(written);
      return written;
    } catch (IOException notWritable) {
      throw trouble(notWritable);
    }
  }

  /** Brings the name to the disk, too: what is written later must not outlive a power cut alone. */
  private void syncName() throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    } catch (ClosedByInterruptException asked) {
      // Whoever was asked to stop does so when it waits next.
    }
  }

  @Override
  public void close() {
    if (finished) {
      return;
    }
    try {
      file.close();
      Files.deleteIfExists(temporary);
    } catch (IOException alsoFailed) {
      // The temporary file stays: the next run replaces it. What went wrong first is on its way.
    }
  }

  /** The file stays open when a format closes its stream, so that it can be brought to the disk. */
  private static final class Unclosed extends BufferedOutputStream {

    Unclosed(OutputStream file) {
      super(file, BUFFER_BYTES);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJavaPlatformHasIt) {
      throw new IllegalStateException(everyJavaPlatformHasIt);
    }
  }
}
