package dev.sluice.service.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.Seeds;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.SeedChange;
import dev.sluice.engine.model.SeedEdit;
import dev.sluice.service.daemon.SeedDesk.Check;
import dev.sluice.service.daemon.SeedDesk.FileChange;
import dev.sluice.service.daemon.SeedDesk.Outcome;
import dev.sluice.service.daemon.SeedDesk.Outcome.ChangedMeanwhile;
import dev.sluice.service.daemon.SeedDesk.Outcome.Done;
import dev.sluice.service.daemon.SeedDesk.Outcome.Mistaken;
import dev.sluice.service.daemon.SeedDesk.Outcome.NotWritable;
import dev.sluice.service.daemon.SeedDesk.SeedFile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeedDeskTest {

  private static final String TEXT = "# ours\nhttps://a.example/  name=a\n\nhttps://b.example/\n";
  private static final String YAML = "seeds:\n  - https://c.example/ # the third\n";

  @TempDir Path work;
  private Path folder = Path.of("");
  private SeedDesk desk = new SeedDesk(folder);

  @BeforeEach
  void lay() throws IOException {
    folder = Files.createDirectory(work.resolve("seeds"));
    Files.writeString(folder.resolve("one.txt"), TEXT);
    Files.writeString(folder.resolve("two.yaml"), YAML);
    desk = new SeedDesk(folder);
  }

  private String text(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  private String digest(String name) {
    return desk.shelf().files().stream()
        .filter(file -> file.name().equals(name))
        .map(SeedFile::digest)
        .findFirst()
        .orElseThrow();
  }

  private static List<String> words(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Done.class);
    return ((Done) outcome).changes().stream().map(SeedChange::words).toList();
  }

  private static List<String> mistakes(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Mistaken.class);
    return ((Mistaken) outcome).mistakes();
  }

  /** What a change leaves behind besides seed files. */
  private List<String> hidden() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(it -> it.getFileName().toString()).filter(it -> it.startsWith(".")).toList();
    }
  }

  @Test
  void theFilesAreShownWithTheirTextsAndSeeds() throws IOException {
    Files.writeString(folder.resolve(".hidden.txt"), "https://h.example/\n");
    Files.writeString(folder.resolve("notes.md"), "no seeds");
    SeedDesk.Shelf shelf = desk.shelf();
    assertThat(shelf.mistakes()).isEmpty();
    assertThat(shelf.files()).extracting(SeedFile::name).containsExactly("one.txt", "two.yaml");
    SeedFile one = shelf.files().get(0);
    assertThat(one.text()).isEqualTo(TEXT);
    assertThat(one.editable()).isTrue();
    assertThat(one.seeds()).extracting(Seed::name).containsExactly("a", "https://b.example/");
  }

  @Test
  void seedsAreChangedWhereTheyStandAllAtOnce() throws IOException {
    Outcome outcome =
        desk.edit(List.of(SeedEdit.pause("a"), SeedEdit.pause("https://c.example/")), false);
    assertThat(words(outcome))
        .containsExactly(
            "changed a: paused (default) -> true",
            "changed https://c.example/: paused (default) -> true");
    assertThat(text("one.txt")).isEqualTo(TEXT.replace("name=a", "name=a  paused=true"));
    assertThat(text("two.yaml"))
        .isEqualTo("seeds:\n  - url: https://c.example/ # the third\n    paused: true\n");
    assertThat(hidden()).isEmpty();
  }

  @Test
  void aSeedIsFoundByItsUrlTooAndAnUnknownOneIsAnsweredWithTheNearest() throws IOException {
    assertThat(words(desk.edit(List.of(new SeedEdit.Remove("https://a.example/")), false)))
        .containsExactly("removed a (https://a.example/)");
    assertThat(mistakes(desk.edit(List.of(SeedEdit.pause("https://b.exmple/")), false)))
        .containsExactly(
            "there is no seed 'https://b.exmple/'; did you mean 'https://b.example/'?");
  }

  @Test
  void ifOneEditIsMistakenNothingIsChanged() throws IOException {
    SeedEdit bad = new SeedEdit.Change("https://c.example/", Map.of("delay", "soon"));
    assertThat(mistakes(desk.edit(List.of(SeedEdit.pause("a"), bad), false)))
        .singleElement()
        .asString()
        .startsWith(folder.resolve("two.yaml") + ":2: 'delay' must be a time span");
    assertThat(text("one.txt")).isEqualTo(TEXT);
  }

  @Test
  void aDryRunTellsAllAndChangesNothing() throws IOException {
    Done done = (Done) desk.edit(List.of(SeedEdit.pause("a")), true);
    assertThat(done.files()).extracting(FileChange::before).containsExactly(TEXT);
    assertThat(done.files().get(0).after()).contains("paused=true");
    assertThat(text("one.txt")).isEqualTo(TEXT);
  }

  @Test
  void aSeedIsAddedToTheFileThatIsNamedOrToOneOfItsOwn() throws IOException {
    List<Map<String, String>> seed = List.of(Map.of("url", "https://n.example/"));
    assertThat(words(desk.add(seed, Optional.of("two.yaml"), false)))
        .containsExactly("added https://n.example/");
    assertThat(text("two.yaml")).isEqualTo(YAML + "  - https://n.example/\n");
    assertThat(mistakes(desk.add(seed, Optional.empty(), false)))
        .singleElement()
        .asString()
        .contains("the seed https://n.example/ stands twice");
    assertThat(folder.resolve("added.txt")).doesNotExist();
    desk.add(List.of(Map.of("url", "https://m.example/")), Optional.empty(), false);
    assertThat(text("added.txt")).isEqualTo("https://m.example/\n");
  }

  @Test
  void aFileIsSavedIfItIsStillTheOneThatWasChanged() throws IOException {
    String digest = digest("one.txt");
    Done done = (Done) desk.save("one.txt", "https://z.example/\n", digest);
    assertThat(done.files().get(0).digest()).isEqualTo(digest("one.txt"));
    assertThat(words(done))
        .containsExactly(
            "added https://z.example/",
            "removed a (https://a.example/)",
            "removed https://b.example/");
    Outcome late = desk.save("one.txt", "https://y.example/\n", digest);
    assertThat(((ChangedMeanwhile) late).message())
        .startsWith(folder.resolve("one.txt") + " was changed meanwhile");
    assertThat(desk.save("one.txt", "https://y.example/\n", ""))
        .as("a new file of a name that is there")
        .isInstanceOf(ChangedMeanwhile.class);
    assertThat(text("one.txt")).isEqualTo("https://z.example/\n");
  }

  @Test
  void aFileWithAMistakeIsNotSaved() throws IOException {
    assertThat(
            mistakes(desk.save("new.txt", "https://a.example/\nhttps://q.example/ dept=1\n", "")))
        .containsExactlyInAnyOrder(
            folder.resolve("one.txt") + ":2: the seed https://a.example/ stands twice",
            folder.resolve("new.txt") + ":2: unknown field 'dept'; did you mean 'depth'?");
    assertThat(folder.resolve("new.txt")).doesNotExist();
  }

  @Test
  void aFileIsDeletedButNotTheLastOne() throws IOException {
    assertThat(desk.delete("one.txt", "other")).isInstanceOf(ChangedMeanwhile.class);
    assertThat(words(desk.delete("one.txt", digest("one.txt")))).hasSize(2);
    assertThat(folder.resolve("one.txt")).doesNotExist();
    assertThat(mistakes(desk.delete("two.yaml", digest("two.yaml"))))
        .singleElement()
        .asString()
        .contains("leave a file without seeds");
    assertThat(folder.resolve("two.yaml")).exists();
  }

  @Test
  void aChangeIsComparedWithTheSeedsInForceAndMustBeOneThatACrawlWouldTake() {
    List<Seed> inForce = Seeds.read(folder.resolve("two.yaml")).seeds();
    SeedDesk watched =
        new SeedDesk(folder, () -> inForce, seeds -> Optional.of("nobody to be reached"));
    Check check =
        watched.check(
            Map.of("one.txt", Optional.of("https://d.example/\n"), "two.yaml", Optional.empty()));
    assertThat(check.changes())
        .extracting(SeedChange::words)
        .containsExactly("added https://d.example/", "removed https://c.example/");
    assertThat(check.mistakes()).containsExactly("nobody to be reached");
    assertThat(mistakes(watched.edit(List.of(SeedEdit.pause("a")), false)))
        .containsExactly("nobody to be reached");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../out.txt",
        "a/b.txt",
        "/tmp/x.txt",
        ".hidden.txt",
        "x.md",
        "a\\b.txt",
        "",
        "a\nb.txt",
        ".."
      })
  void noNameLeadsOutOfTheFolder(String name) throws IOException {
    assertThat(mistakes(desk.save(name, "https://d.example/\n", "")))
        .singleElement()
        .asString()
        .contains("cannot be the name of a seed file");
    assertThat(desk.check(Map.of(name, Optional.of(""))).mistakes()).hasSize(1);
    try (Stream<Path> files = Files.walk(work)) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(2);
    }
  }

  @Test
  void aLinkThatLeadsOutOfTheFolderIsNeitherShownNorChanged() throws IOException {
    Path outside = Files.writeString(work.resolve("outside.txt"), "https://o.example/ name=o\n");
    Files.createSymbolicLink(folder.resolve("link.txt"), outside);
    SeedFile link = desk.shelf().files().get(0);
    assertThat(link.name()).isEqualTo("link.txt");
    assertThat(link.text()).isEmpty();
    assertThat(link.editable()).isFalse();
    assertThat(link.seeds()).extracting(Seed::name).containsExactly("o");
    assertThat(((NotWritable) desk.edit(List.of(SeedEdit.pause("o")), false)).message())
        .startsWith(folder.resolve("link.txt") + " cannot be changed here: it is a link");
    assertThat(desk.save("link.txt", "", link.digest())).isInstanceOf(NotWritable.class);
    assertThat(outside).hasContent("https://o.example/ name=o");
  }

  @Test
  void aLinkWithinTheFolderStaysALinkAndModeAndOwnerStay() throws IOException {
    Path real = Files.createDirectory(work.resolve("more")).resolve("real.txt");
    Path file = folder.resolve("mode.txt");
    Files.writeString(file, "https://m.example/ name=m\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
    giveAway(file);
    String owner = Files.getOwner(file).getName();
    desk.edit(List.of(SeedEdit.pause("m")), false);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-rw----");
    assertThat(Files.getOwner(file).getName()).isEqualTo(owner);
    assertThat(real).doesNotExist();

    Files.move(file, folder.resolve("kept"));
    Files.createSymbolicLink(file, Path.of("kept"));
    desk.edit(List.of(new SeedEdit.Resume("m")), false);
    assertThat(Files.isSymbolicLink(file)).isTrue();
    assertThat(text("kept")).isEqualTo("https://m.example/ name=m\n");
  }

  /** To somebody else, where the user who runs the tests may do that. */
  private static void giveAway(Path file) throws IOException {
    try {
      Files.setOwner(
          file,
          file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    } catch (FileSystemException notAllowed) {
      assertThat(Files.isWritable(file)).isTrue();
    }
  }

  @Test
  void aFolderThatCannotBeWrittenToIsSaidWithTheWayOut() throws IOException {
    Files.createDirectories(folder.resolve(".sluice-edit").resolve("in the way"));
    Outcome outcome = desk.edit(List.of(SeedEdit.pause("a")), false);
    assertThat(((NotWritable) outcome).message())
        .startsWith(folder + ": seed files cannot be changed here: ")
        .contains("give the user of this process the right to write there");
    assertThat(text("one.txt")).isEqualTo(TEXT);
  }

  @Test
  void filesWithMistakesAreMendedFirst() throws IOException {
    Files.writeString(folder.resolve("bad.txt"), "nothing\n");
    assertThat(mistakes(desk.edit(List.of(SeedEdit.pause("a")), false)))
        .containsExactly(
            folder.resolve("bad.txt") + ":1: 'nothing' is no URL; did you mean 'https://nothing'?");
    assertThat(desk.shelf().mistakes()).hasSize(1);
    Files.write(folder.resolve("bad.txt"), new byte[] {(byte) 0xff});
    assertThat(desk.shelf().files().get(0).editable()).isFalse();
    assertThat(desk.shelf().mistakes())
        .containsExactly(folder.resolve("bad.txt") + ": is not in UTF-8");
  }

  @Test
  void aSingleFileIsAFolderOfOne() throws IOException {
    SeedDesk one = new SeedDesk(folder.resolve("one.txt"));
    one.add(List.of(Map.of("url", "https://n.example/")), Optional.empty(), false);
    assertThat(text("one.txt")).isEqualTo(TEXT + "https://n.example/\n");
    assertThat(mistakes(one.save("two.yaml", "", "")))
        .singleElement()
        .asString()
        .contains("is not the seed file that is used");
  }

  @Test
  void changesAtOnceWaitForEachOtherAndNoneIsLost()
      throws IOException, InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<Outcome>> outcomes = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Map<String, String> seed = Map.of("url", "https://n" + i + ".example/");
      outcomes.add(threads.submit(() -> desk.add(List.of(seed), Optional.of("one.txt"), false)));
    }
    for (Future<Outcome> outcome : outcomes) {
      assertThat(outcome.get()).isInstanceOf(Done.class);
    }
    threads.shutdown();
    assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    assertThat(text("one.txt").lines()).hasSize(TEXT.lines().toList().size() + 40);
    assertThat(desk.shelf().mistakes()).isEmpty();
    assertThat(hidden()).isEmpty();
  }
}
