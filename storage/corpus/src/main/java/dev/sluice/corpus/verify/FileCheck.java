package dev.sluice.corpus.verify;

import dev.sluice.corpus.model.ExportException;
import dev.sluice.corpus.model.Manifest;
import dev.sluice.corpus.model.Manifest.FileEntry;
import dev.sluice.corpus.model.Verification.Problem;
import dev.sluice.corpus.model.Verification.Watch;
import dev.sluice.corpus.report.ReportFiles;
import dev.sluice.corpus.shard.OutputFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every file of a folder against the length and digest that stand in manifest and sums. */
final class FileCheck {

  private static final int BUFFER_BYTES = 1 << 17;
  private static final int DIGEST_DIGITS = 64;

  /** What Git and the Hub's tools keep beside the files of a data set. */
  private static final Set<String> OF_TOOLS = Set.of(".git", ".gitattributes", ".cache");

  private final Path folder;
  private final Manifest manifest;
  private final Findings findings;
  private final Watch watch;
  private final Set<String> whole = new LinkedHashSet<>();
  private long files;
  private long bytes;
  private long total;

  FileCheck(Path folder, Manifest manifest, Findings findings, Watch watch) {
    this.folder = folder;
    this.manifest = manifest;
    this.findings = findings;
    this.watch = watch;
  }

  long files() {
    return files;
  }

  long bytes() {
    return bytes;
  }

  /** Whether a file is there; it may be damaged. */
  boolean isThere(String name) {
    return whole.contains(name);
  }

  void run() throws IOException {
    Map<String, String> sums = sums();
    Set<String> named = new LinkedHashSet<>();
    total = size();
    for (FileEntry file : manifest.allFiles()) {
      named.add(file.file());
      check(file, Optional.ofNullable(sums.get(file.file())));
    }
    for (Map.Entry<String, String> sum : sums.entrySet()) {
      if (named.add(sum.getKey())) {
        checkSum(sum.getKey(), sum.getValue());
      }
    }
    named.add(OutputFolder.MANIFEST);
    named.add(OutputFolder.SUMS);
    if (sums.isEmpty()) {
      named.addAll(ReportFiles.NAMES);
    }
    foreign(named);
  }

  /** The digests of {@code SHA256SUMS}; exports of earlier versions have none. */
  private Map<String, String> sums() throws IOException {
    Map<String, String> sums = new TreeMap<>();
    Path file = folder.resolve(OutputFolder.SUMS);
    if (!Files.exists(file)) {
      if (!manifest.files().isEmpty()) {
        findings.add(Problem.MISSING, OutputFolder.SUMS, "the file is not there");
      }
      return sums;
    }
    long number = 0;
    for (String line :
        new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList()) {
      if (line.matches("[0-9a-f]{64}  [^/]+")) {
        sums.put(line.substring(DIGEST_DIGITS + 2), line.substring(0, DIGEST_DIGITS));
      } else {
        findings.addAt(
            Problem.UNREADABLE, OutputFolder.SUMS, number, "the line is no digest and name");
      }
      number++;
    }
    return sums;
  }

  private long size() throws IOException {
    long size = 0;
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.filter(Files::isRegularFile).toList()) {
        size += Files.size(entry);
      }
    }
    return size;
  }

  private void check(FileEntry file, Optional<String> sum) throws IOException {
    Path path = folder.resolve(file.file());
    if (!isName(file.file()) || !Files.isRegularFile(path)) {
      findings.add(Problem.MISSING, file.file(), "the manifest names it, and it is not there");
      return;
    }
    whole.add(file.file());
    long length = Files.size(path);
    String digest = digest(path);
    if (length != file.bytes()) {
      findings.add(
          Problem.LENGTH,
          file.file(),
          "it has %,d bytes, and was written with %,d",
          length,
          file.bytes());
    } else if (!digest.equals(file.sha256())) {
      boolean isManifestWrong = sum.filter(digest::equals).isPresent();
      findings.add(
          Problem.DIGEST,
          file.file(),
          isManifestWrong
              ? "the manifest has another SHA-256 than the file and SHA256SUMS: the manifest was changed"
              : "its SHA-256 is " + digest + ", and it was written with " + file.sha256());
    }
  }

  private void checkSum(String name, String sum) throws IOException {
    Path path = folder.resolve(name);
    if (!Files.isRegularFile(path)) {
      findings.add(Problem.MISSING, name, "SHA256SUMS names it, and it is not there");
      return;
    }
    String digest = digest(path);
    if (!digest.equals(sum)) {
      findings.add(
          Problem.DIGEST, name, "its SHA-256 is %s, and it was written with %s", digest, sum);
    }
  }

  /** A name that a manifest gives must not lead out of the folder. */
  private static boolean isName(String name) {
    return !name.isEmpty() && !name.contains("/") && !name.contains("\\") && !name.equals("..");
  }

  private void foreign(Set<String> named) throws IOException {
    List<String> there;
    try (Stream<Path> entries = Files.list(folder)) {
      there = entries.map(it -> it.getFileName().toString()).sorted().toList();
    }
    for (String name : there) {
      if (name.equals(".work")) {
        findings.add(
            Problem.FOREIGN,
            name,
            "an export is under way here, or was stopped at its end: run it again");
      } else if (!named.contains(name) && !OF_TOOLS.contains(name)) {
        findings.add(Problem.FOREIGN, name, "nothing names it");
      }
    }
  }

  private String digest(Path path) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(path)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (watch.stopped()) {
          throw new ExportException(
              ExportException.Problem.STOPPED, "the check was stopped before all files were read");
        }
        digest.update(buffer, 0, read);
        bytes += read;
        watch.progress(bytes, Math.max(bytes, total));
      }
    }
    files++;
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
