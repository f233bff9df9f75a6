package dev.sluice.service.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.SeedLogEntry.SourceFile;
import dev.sluice.service.daemon.SeedWatch.Finding;
import dev.sluice.service.daemon.SeedWatch.Finding.Bad;
import dev.sluice.service.daemon.SeedWatch.Finding.Good;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedWatchTest {

  private static final Duration LOOK = Duration.ofMillis(500);

  @TempDir Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-01T12:00:00Z"));
  private final InstantSource clock = now::get;
  private SeedWatch watch = new SeedWatch(Path.of("none"), clock);

  @BeforeEach
  void begin() throws IOException {
    write("a.txt", "https://a.example/");
    watch = new SeedWatch(folder, clock);
    assertThat(watch.first().seeds()).hasSize(1);
  }

  private Path write(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines));
  }

  private Optional<Finding> look() {
    now.set(now.get().plus(LOOK));
    return watch.look();
  }

  /** Looks for two seconds. */
  private Optional<Finding> settle() {
    Optional<Finding> found = Optional.empty();
    for (int i = 0; i < 4 && found.isEmpty(); i++) {
      found = look();
    }
    return found;
  }

  private List<String> good() {
    Finding finding = settle().orElseThrow();
    assertThat(finding).isInstanceOf(Good.class);
    return ((Good) finding).seeds().stream().map(Seed::name).toList();
  }

  private List<String> bad() {
    Finding finding = settle().orElseThrow();
    assertThat(finding).isInstanceOf(Bad.class);
    return ((Bad) finding).mistakes();
  }

  @Test
  void what_does_not_change_is_not_found() {
    assertThat(settle()).isEmpty();
  }

  @Test
  void a_file_counts_when_it_has_stood_still_for_a_second() throws IOException {
    write("b.txt", "https://b.example/");
    assertThat(look()).isEmpty();
    assertThat(look()).isEmpty();
    write("b.txt", "https://b.example/", "https://c.example/");
    assertThat(look()).isEmpty();
    assertThat(look()).isEmpty();
    assertThat(look().orElseThrow().files()).extracting(SourceFile::name).hasSize(1);
    assertThat(settle()).as("it is told once").isEmpty();
  }

  @Test
  void a_file_that_is_gone_and_one_that_is_new_are_both_named_with_their_owners()
      throws IOException {
    Files.move(folder.resolve("a.txt"), folder.resolve("b.txt"));
    Finding found = settle().orElseThrow();
    assertThat(((Good) found).seeds()).extracting(Seed::name).containsExactly("https://a.example/");
    String me = Files.getOwner(folder).getName();
    assertThat(found.files())
        .containsExactly(
            new SourceFile(folder.resolve("a.txt").toString(), ""),
            new SourceFile(folder.resolve("b.txt").toString(), me));
  }

  @Test
  void a_mistake_is_told_once_with_file_and_line_and_then_what_is_well_again() throws IOException {
    Path file = write("a.txt", "https://a.example/", "https://b.example/ dept=3");
    assertThat(bad()).singleElement().asString().startsWith(file + ":2: ");
    assertThat(settle()).isEmpty();
    write("a.txt", "https://a.example/", "https://b.example/ depth=3");
    assertThat(good()).containsExactly("https://a.example/", "https://b.example/");
  }

  @Test
  void a_folder_that_is_gone_or_empty_is_a_mistake_and_not_an_empty_list() throws IOException {
    Files.delete(folder.resolve("a.txt"));
    assertThat(bad()).singleElement().asString().contains("no seed files");
    Files.delete(folder);
    assertThat(settle()).as("nothing more is gone than before").isEmpty();
    Files.createDirectory(folder);
    write("a.txt", "# nothing for now");
    assertThat(good()).isEmpty();
  }

  @Test
  void a_change_that_keeps_size_and_time_is_seen_all_the_same() throws IOException {
    FileTime time = Files.getLastModifiedTime(folder.resolve("a.txt"));
    Path file = write("a.txt", "https://z.example/");
    Files.setLastModifiedTime(file, time);
    assertThat(good()).containsExactly("https://z.example/");
  }
}
