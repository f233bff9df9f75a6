package dev.sluice.pages;

import static dev.sluice.pages.Samples.TIME;
import static dev.sluice.pages.Samples.commit;
import static dev.sluice.pages.Samples.page;
import static dev.sluice.pages.Samples.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.PageRemoval;
import dev.sluice.pages.model.PageRemoval.Removed;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.RawPage;
import dev.sluice.pages.model.StoreExtent;
import dev.sluice.pages.model.UrlRange;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Captures that are taken out of the store, and the bodies that others share with them. */
class RemovalTest {

  private static final List<UrlRange> GONE = List.of(UrlRange.ofDomain("gone.example"));

  @TempDir Path folder;
  private DataFolder data;

  @BeforeEach
  void open() {
    data = Samples.write(folder);
  }

  @AfterEach
  void close() {
    data.close();
  }

  private static PageUrl url(String url) {
    return PageUrl.parse(url);
  }

  private String body(String url) {
    List<Capture> captures = data.pages().captures(url(url));
    return new String(data.pages().body(captures.get(captures.size() - 1)), StandardCharsets.UTF_8);
  }

  /** Removes all that goes, and checks the store after each commit. */
  private StoreExtent remove(List<UrlRange> ranges) {
    try (PageRemoval removal = data.pages().removal(ranges)) {
      removal.handOver(read -> {});
      assertThat(problems(data)).as("handed over").isEmpty();
      remove(removal, true);
      remove(removal, false);
      assertThat(removal.next(Optional.empty(), 10)).isEmpty();
    }
    return data.check(problem -> assertThat(problem).isEmpty());
  }

  private void remove(PageRemoval removal, boolean borrowers) {
    Optional<PageUrl> after = Optional.empty();
    for (int i = 0; i < 1_000; i++) {
      List<PageUrl> next = removal.next(after, 1);
      if (next.isEmpty()) {
        return;
      }
      try (Batch batch = data.newBatch()) {
        Removed removed =
            borrowers
                ? removal.removeBorrowers(batch, next.get(0))
                : removal.removeAll(batch, next.get(0));
        batch.commit();
        assertThat(data.pages().captures(next.get(0))).hasSize(removed.left());
      }
      assertThat(problems(data)).as("after " + next + ", borrowers: " + borrowers).isEmpty();
      after = Optional.of(next.get(0));
    }
    throw new AssertionError("there is no end");
  }

  @Test
  void nothingOfADomainIsLeftAndNothingElseIsTouched() {
    commit(data, page("https://gone.example/", TIME, "a"));
    commit(data, page("https://gone.example/", TIME.plusSeconds(1), "b"));
    commit(data, page("http://www.gone.example:8080/x?y=z", TIME, "c"));
    commit(data, page("https://gone.example.org/", TIME, "d"));
    commit(data, page("https://not-gone.example/", TIME, "e"));
    commit(data, page("https://gone-too.example/", TIME, "f"));
    assertThat(remove(GONE)).isEqualTo(new StoreExtent(3, 3, 3));
    assertThat(data.pages().captureCount()).isEqualTo(3);
    assertThat(body("https://gone.example.org/")).isEqualTo("d");
    assertThat(body("https://not-gone.example/")).isEqualTo("e");
    assertThat(body("https://gone-too.example/")).isEqualTo("f");
  }

  @Test
  void urlsGoThatBeginAlike() {
    commit(data, page("https://a.example/old/1", TIME, "1"));
    commit(data, page("https://a.example/old/", TIME, "2"));
    commit(data, page("https://a.example/older", TIME, "3"));
    commit(data, page("http://a.example/old/1", TIME, "4"));
    remove(List.of(UrlRange.beginningWith(url("https://a.example/old/"))));
    assertThat(data.pages().captures(url("https://a.example/old/1"))).isEmpty();
    assertThat(data.pages().captures(url("https://a.example/old/"))).isEmpty();
    assertThat(body("https://a.example/older")).isEqualTo("3");
    assertThat(body("http://a.example/old/1")).isEqualTo("4");
  }

  @Test
  void aBodyThatOthersShareStaysWithThem() {
    commit(data, page("https://gone.example/", TIME, "shared"));
    commit(data, page("https://gone.example/2", TIME, "shared"));
    commit(data, page("https://a.example/", TIME, "shared"));
    commit(data, page("https://z.example/", TIME, "shared"));
    commit(data, page("https://z.example/", TIME.plusSeconds(1), "shared"));
    assertThat(remove(GONE)).isEqualTo(new StoreExtent(3, 1, 6));
    assertThat(body("https://a.example/")).isEqualTo("shared");
    assertThat(body("https://z.example/")).isEqualTo("shared");
  }

  @Test
  void aBodyThatGoesIsNotSharedByThoseThatComeMeanwhile() {
    commit(data, page("https://gone.example/", TIME, "shared"));
    try (PageRemoval removal = data.pages().removal(GONE)) {
      removal.handOver(read -> {});
      commit(data, page("https://late.example/", TIME, "shared"));
      remove(removal, true);
      remove(removal, false);
    }
    assertThat(body("https://late.example/")).isEqualTo("shared");
    assertThat(problems(data)).isEmpty();
    commit(data, page("https://later.example/", TIME, "shared"));
    assertThat(data.check(problem -> assertThat(problem).isEmpty()))
        .as("it is shared again")
        .isEqualTo(new StoreExtent(2, 1, 6));
  }

  @Test
  void bodiesThatLieThereTwiceGoAndStayAsTheirCapturesDo() {
    twice("https://gone.example/", "https://a.example/");
    commit(data, page("https://b.example/", TIME, "twice"));
    assertThat(remove(GONE)).isEqualTo(new StoreExtent(2, 1, 5));
    assertThat(body("https://a.example/")).isEqualTo("twice");
    assertThat(body("https://b.example/")).isEqualTo("twice");
    twice("https://a.gone.example/", "https://gone.example/2");
    remove(List.of(UrlRange.ofDomain("gone.example"), UrlRange.ofHost("a.gone.example")));
    remove(List.of(UrlRange.ofHost("a.example"), UrlRange.ofHost("b.example")));
    assertThat(data.check(problem -> assertThat(problem).isEmpty()))
        .isEqualTo(new StoreExtent(0, 0, 0));
    assertThat(data.pages().captureCount()).isZero();
  }

  /** Two batches bring a body at the same moment; the digest names that of the second. */
  private void twice(String first, String second) {
    try (Batch one = data.newBatch();
        Batch other = data.newBatch()) {
      data.pages().add(one, page(first, TIME, "twice"));
      data.pages().add(other, page(second, TIME, "twice"));
      one.commit();
      other.commit();
    }
  }

  @Test
  void anyMixOfHostsAndSharedBodiesIsRemovedCleanly() {
    Random random = new Random(20261127);
    List<RawPage> pages = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String host = List.of("gone", "a", "www.gone", "z").get(random.nextInt(4)) + ".example";
      String text = random.nextInt(4) == 0 ? "" : "body " + random.nextInt(12);
      pages.add(page("https://" + host + "/" + random.nextInt(20), TIME.plusSeconds(i), text));
    }
    pages.forEach(page -> commit(data, page));
    remove(GONE);
    for (RawPage page : pages) {
      PageUrl url = page.capture().url();
      boolean gone = url.host().endsWith("gone.example");
      assertThat(data.pages().captures(url).isEmpty()).as("%s is gone", url).isEqualTo(gone);
      if (!gone) {
        assertThat(data.pages().body(page.capture())).isEqualTo(page.body());
      }
    }
  }

  @Test
  void aSnapshotKeepsWhatIsRemoved() {
    commit(data, page("https://gone.example/", TIME, "a"));
    try (var before = data.pages().snapshot()) {
      remove(GONE);
      try (var captures = before.captures()) {
        assertThat(new String(before.body(captures.next()), StandardCharsets.UTF_8)).isEqualTo("a");
      }
    }
  }

  @Test
  void twoRemovalsAtOnceAreAMistakeOfTheCaller() {
    try (PageRemoval first = data.pages().removal(GONE)) {
      assertThat(first.next(Optional.empty(), 1)).isEmpty();
      assertThatThrownBy(() -> data.pages().removal(GONE))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(remove(GONE)).isEqualTo(new StoreExtent(0, 0, 0));
  }
}
