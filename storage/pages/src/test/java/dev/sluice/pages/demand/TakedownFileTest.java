package dev.sluice.pages.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.pages.ChildJvm;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.Takedown;
import dev.sluice.pages.model.Takedown.Kind;
import dev.sluice.pages.model.Takedown.Target;
import dev.sluice.pages.model.TakedownBook;
import dev.sluice.pages.model.Takedowns;
import dev.sluice.pages.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who asked that what be used no more. */
class TakedownFileTest {

  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  @TempDir private Path folder;
  private TakedownBook book;

  @BeforeEach
  void makeAStore() {
    DataFolder.openForWriting(folder, List.of()).close();
    book = DataFolder.takedowns(folder);
  }

  private Takedown add(Kind kind, String what) {
    return book.add(List.of(new Target(kind, what)), "asked", "", NOON).get(0);
  }

  private static PageUrl url(String url) {
    return PageUrl.parse(url);
  }

  @Test
  void whatWasWrittenIsReadAgainWithEveryCharacter() {
    String reason = "line\tone\nline \\two\r";
    Target target = new Target(Kind.SITE, "example.org");
    Takedown added = book.add(List.of(target), "x" + reason + "x", "Ä 作者", NOON).get(0);
    assertThat(DataFolder.takedowns(folder).all()).containsExactly(added);
    assertThat(added.reason()).isEqualTo("x" + reason + "x");
    assertThat(added.id()).isEqualTo("T1");
  }

  @Test
  void aDemandNamesAPageUnderBothSchemesAndNoOther() {
    add(Kind.URL, "https://example.org/a");
    add(Kind.PREFIX, "https://example.org/old/");
    add(Kind.DOMAIN, "example.net");
    add(Kind.SITE, "www.example.com");
    Takedowns standing = book.standing();
    assertThat(standing.of(url("http://example.org/a"))).isPresent();
    assertThat(standing.of(url("https://example.org/a"))).isPresent();
    assertThat(standing.of(url("https://example.org/a?b"))).isEmpty();
    assertThat(standing.of(url("https://example.org/ab"))).isEmpty();
    assertThat(standing.of(url("http://example.org/old/b"))).isPresent();
    assertThat(standing.of(url("https://a.b.example.net:8443/"))).isPresent();
    assertThat(standing.of(url("https://anexample.net/"))).isEmpty();
    assertThat(standing.of(url("https://www.example.com/"))).isPresent();
    assertThat(standing.of(url("https://example.com/"))).isEmpty();
  }

  @Test
  void whatIsWithdrawnStaysInTheListAndHoldsNoMore() {
    add(Kind.SITE, "example.org");
    String digest = book.standing().digest();
    book.withdraw("T1", "a mistake", NOON.plusSeconds(1));
    assertThat(book.standing().isEmpty()).isTrue();
    assertThat(book.standing().digest()).isNotEqualTo(digest);
    assertThat(book.all().get(0).withdrawn().orElseThrow().text()).isEqualTo("a mistake");
    assertThatThrownBy(() -> book.withdraw("T1", "", NOON))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("T1 was withdrawn");
    assertThatThrownBy(() -> book.withdraw("T9", "", NOON))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("no demand 'T9'");
    assertThat(add(Kind.SITE, "example.org").id()).isEqualTo("T2");
  }

  @Test
  void aLineThatIsChangedCutOrLostIsAnErrorThatNamesIt() throws IOException {
    add(Kind.SITE, "one.example.org");
    add(Kind.SITE, "two.example.org");
    Path file = folder.resolve("takedowns");
    String whole = Files.readString(file);
    List<String> lines = whole.lines().toList();
    String lost = lines.get(0) + "\n" + lines.get(2) + "\n";
    for (String damaged :
        List.of(
            whole.replace("one.example", "own.example"),
            whole.substring(0, whole.length() - 3),
            lost,
            whole + "rubbish\n",
            whole.replace("\n", "\n\n"))) {
      Files.writeString(file, damaged);
      assertThatThrownBy(() -> book.standing())
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("takedowns: line ")
          .hasMessageContaining("backup");
      assertThatThrownBy(() -> add(Kind.SITE, "three.example.org"))
          .isInstanceOf(StoreException.class);
      assertThat(Files.readString(file)).isEqualTo(damaged);
    }
  }

  @Test
  void demandsThatAreAddedAtOnceAreAllThere() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Takedown>> adds =
          IntStream.range(0, 40)
              .<Callable<Takedown>>mapToObj(
                  i ->
                      () ->
                          DataFolder.takedowns(folder)
                              .add(
                                  List.of(new Target(Kind.SITE, "s" + i + ".example.org")),
                                  "asked",
                                  "",
                                  NOON)
                              .get(0))
              .toList();
      for (Future<Takedown> added : threads.invokeAll(adds)) {
        added.get();
      }
    } finally {
      threads.shutdownNow();
    }
    Set<String> ids = book.all().stream().map(Takedown::id).collect(Collectors.toSet());
    assertThat(ids).hasSize(40);
    assertThat(book.all().stream().map(Takedown::what).distinct()).hasSize(40);
  }

  @Test
  void aReasonIsNeededAndAStoreToo() {
    assertThatThrownBy(
            () -> book.add(List.of(new Target(Kind.SITE, "example.org")), "  ", "", NOON))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("reason is empty");
    assertThatThrownBy(
            () ->
                DataFolder.takedowns(folder.resolve("nowhere"))
                    .add(List.of(new Target(Kind.SITE, "example.org")), "asked", "", NOON))
        .isInstanceOf(StoreException.class);
  }

  /** Adds numbered demands, three at once, and prints the number once they are in. */
  static final class Adder {
    public static void main(String[] arguments) {
      TakedownBook book = DataFolder.takedowns(Path.of(arguments[0]));
      for (int number = Integer.parseInt(arguments[1]); ; number++) {
        book.add(three(number), "asked", "", NOON);
        System.out.println(number);
      }
    }
  }

  private static List<Target> three(int number) {
    return IntStream.range(0, 3)
        .mapToObj(i -> new Target(Kind.SITE, "site" + number + "-" + i + ".example"))
        .toList();
  }

  @Test
  void aProcessThatIsKilledWhileItAddsLosesNothingThatItHasAddedAndDoesNoDamage() throws Exception {
    Random random = new Random(20261128);
    int next = 0;
    for (int round = 0; round < 4; round++) {
      int printed = next - 1;
      try (ChildJvm child = ChildJvm.start(Adder.class, folder, next)) {
        for (int i = 1 + random.nextInt(60); i > 0; i--) {
          assertThat(child.line()).isEqualTo(String.valueOf(++printed));
        }
        child.kill();
        for (String line : child.lines()) {
          printed += line.equals(String.valueOf(printed + 1)) ? 1 : 0; // the last may be cut
        }
      }
      List<String> there = book.all().stream().map(Takedown::what).toList();
      assertThat(there.size() % 3).as("added as a whole").isZero();
      next = there.size() / 3;
      assertThat(next).isBetween(printed + 1, printed + 2);
      assertThat(there)
          .isEqualTo(
              IntStream.range(0, next)
                  .boxed()
                  .flatMap(number -> three(number).stream().map(Target::what))
                  .toList());
    }
    assertThat(add(Kind.SITE, "last.example").id()).isEqualTo("T" + (3 * next + 1));
  }
}
