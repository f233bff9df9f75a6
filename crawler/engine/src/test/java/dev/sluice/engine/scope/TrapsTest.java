package dev.sluice.engine.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.Seed.Extent;
import dev.sluice.pages.model.PageUrl;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrapsTest {

  private final Traps traps = new Traps();

  @ParameterizedTest
  @CsvSource({
    "/, false",
    "/a/b/c.html, false",
    "/a/a/a/x, false",
    "/a/a/a/a, true",
    "/a/b/a/b/a/b/a, true",
    "/2026/01/01/01/01, true",
    "/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17/18/19/20, false",
    "/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17/18/19/20/21, true",
    "/x?path=/a/a/a/a/a/a, false",
    "/a//b////c, false",
  })
  void paths_that_only_a_program_would_make_are_traps(String path, boolean trap) {
    assertThat(traps.looksLikeTrap(PageUrl.parse("http://h.example" + path))).isEqualTo(trap);
  }

  @Test
  void a_trap_is_neither_followed_nor_redirected_to() {
    PageUrl front = PageUrl.parse("http://h.example/");
    PageUrl trap = PageUrl.parse("http://h.example/a/a/a/a/");
    SeedScope scope =
        new SeedScope(List.of(new Seed("s", front, Extent.HOST, OptionalInt.empty())));
    CrawlUrl from = new CrawlUrl(front, 0, "s", Optional.empty());
    assertThat(scope.follow(from, trap)).isEmpty();
    assertThat(scope.redirect(from, trap)).isEmpty();
    assertThat(scope.follow(from, front)).isPresent();
  }
}
