package dev.sluice.engine.parse;

import static org.assertj.core.api.Assertions.assertThat;

import crawlercommons.filters.basic.BasicURLNormalizer;
import dev.sluice.pages.model.PageUrl;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** Normal forms and resolved links are compared with what established libraries make of them. */
class UrlReferenceTest {

  private static final int CASES = 20_000;

  /** Pieces of paths and queries in all the ways in which people and programs write them. */
  private static final String[] PATH = {
    "/",
    "/",
    "/",
    "a",
    "b.html",
    "x-y_z",
    "Foo_(bar)",
    "%41",
    "%7e",
    "%e4",
    "%2F",
    "%E4%B8%AD",
    ".",
    "..",
    "/../",
    "/./",
    "//",
    "中文",
    "ü",
    " ",
    "!",
    "$",
    "'",
    "*",
    "+",
    ",",
    "=",
    ":",
    "@",
    "&",
    ";v=1",
    "[",
    "]",
    "{",
    "|",
    "^",
    "`",
    "\"",
    "<",
    ">",
    "~",
    "\ud83d\ude00",
    "%C3%BC",
    "%2e",
    "index.php",
    "12345"
  };

  private static final String[] QUERY = {
    "a=1",
    "b=2",
    "c",
    "q=中文",
    "q=a+b",
    "x=%2f",
    "x=%7E",
    "page=2",
    "f[]=1",
    "&",
    "u=http://h.example/x",
    "z=a b",
    "t=1;2",
    "p=?",
    "id=%E4%B8%AD"
  };

  private static final String[] AUTHORITIES = {
    "h.example",
    "H.Example",
    "h.example:80",
    "h.example:8080",
    "u:p@h.example",
    "h.example.",
    "xn--mnchen-3ya.example",
    "münchen.example",
    "例え.テスト",
    "127.0.0.1",
    "sub.h.example:443"
  };

  private final UrlNormalizer normalizer = new UrlNormalizer();
  private final BasicURLNormalizer reference = new BasicURLNormalizer();
  private final SplittableRandom random = new SplittableRandom(11);

  private static String one(SplittableRandom random, String[] pieces) {
    return pieces[random.nextInt(pieces.length)];
  }

  private String path() {
    StringBuilder path = new StringBuilder();
    for (int i = random.nextInt(7); i > 0; i--) {
      path.append(one(random, PATH));
    }
    return path.toString();
  }

  private String query() {
    StringBuilder query = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      query.append(query.isEmpty() ? '?' : '&').append(one(random, QUERY));
    }
    return query.toString();
  }

  private String absolute() {
    return (random.nextBoolean() ? "http://" : "https://")
        + one(random, AUTHORITIES)
        + "/"
        + path()
        + query()
        + (random.nextInt(5) == 0 ? "#part" : "");
  }

  @Test
  void normal_forms_are_those_of_the_reference_but_for_the_order_of_parameters() {
    TreeMap<String, String> differences = new TreeMap<>();
    for (int i = 0; i < CASES; i++) {
      String written = absolute();
      String ours = normalizer.normalize(written).map(UrlReferenceTest::sorted).orElse("-");
      String theirs = throughReference(written);
      if (!theirs.isEmpty() && !isReadBadly(written) && !ours.equals(theirs)) {
        differences.putIfAbsent(written, ours + "  not  " + theirs);
      }
    }
    assertThat(differences.entrySet().stream().limit(9)).isEmpty();
  }

  /**
   * Where the reference is wrong: it looks for the query where it stood before escapes of the path
   * were taken back, and leaves empty segments out before it looks at dot segments, which no
   * browser does. And where ours is meant to differ: slashes after a colon, and space before a
   * fragment.
   */
  private static boolean isReadBadly(String written) {
    return written.matches("[^?]*%(41|7e|2e)[^?]*\\?.*")
        || written.contains(" #")
        || written.lastIndexOf(":/") > 5
        || written.indexOf("//", 8) > 0
            && (written + "/").replaceAll("(?i)%2e", ".").contains("..");
  }

  /** The form of the reference; empty where it gives up. */
  private String throughReference(String written) {
    try {
      return Optional.ofNullable(reference.filter(written))
          .flatMap(normalizer::normalize) // it leaves the dot of the DNS root
          .map(UrlReferenceTest::sorted)
          .orElse("");
    } catch (IndexOutOfBoundsException defect) {
      return "";
    }
  }

  private static String sorted(PageUrl url) {
    String text = url.toString();
    int mark = text.indexOf('?');
    return mark < 0
        ? text
        : text.substring(0, mark + 1)
            + Arrays.stream(text.substring(mark + 1).split("&"))
                .sorted()
                .collect(Collectors.joining("&"));
  }

  @Test
  void what_is_in_normal_form_stays_as_it_is() {
    for (int i = 0; i < CASES; i++) {
      normalizer
          .normalize(absolute())
          .ifPresent(url -> assertThat(normalizer.normalize(url.toString())).contains(url));
    }
  }

  @Test
  void links_are_resolved_as_jsoup_does_it() {
    String[] bases = {
      "http://h.example/",
      "https://h.example/a/b/c.html",
      "http://h.example:8080/a/?x=/y/z",
      "https://h.example/a/b/"
    };
    TreeMap<String, String> differences = new TreeMap<>();
    for (int i = 0; i < CASES; i++) {
      PageUrl base = PageUrl.parse(one(random, bases));
      String link = link();
      if (isReadDifferently(link.strip())) {
        continue;
      }
      String ours = normalizer.resolve(base, link).map(PageUrl::toString).orElse("-");
      String theirs = throughJsoup(base, link);
      if (!ours.equals(theirs)) {
        differences.putIfAbsent(base + " + " + link, ours + "  not  " + theirs);
      }
    }
    assertThat(differences.entrySet().stream().limit(9)).isEmpty();
  }

  /**
   * Where browsers are followed and not jsoup, which stands on java.net.URL: an escaped dot is a
   * dot; slashes without a host are nothing; a colon behind what cannot be a scheme is a plain
   * character.
   */
  private static boolean isReadDifferently(String link) {
    int colon = link.indexOf(':');
    String before = colon < 0 ? "" : link.substring(0, colon);
    boolean strangeScheme = !before.matches("[a-zA-Z][a-zA-Z0-9+.-]*|.*[/?#].*|");
    return link.contains("%2e") || link.startsWith("///") || strangeScheme;
  }

  private String link() {
    String link =
        switch (random.nextInt(8)) {
          case 0 -> absolute();
          case 1 -> "//" + one(random, AUTHORITIES) + "/" + path() + query();
          case 2 -> "/" + path() + query();
          case 3 -> query();
          case 4 -> "../" + path() + query();
          case 5 ->
              one(
                      random,
                      new String[] {"javascript:", "mailto:", "data:", "tel:", "ftp://", "x+y:"})
                  + path();
          default -> path() + query();
        };
    String[] around = {"", "", "", " ", "\n", "\t ", "#x"};
    return one(random, around) + link + one(random, around);
  }

  private String throughJsoup(PageUrl base, String link) {
    String text = link.strip(); // jsoup does not see a query behind white space
    int hash = text.indexOf('#');
    Element anchor = new Element("a").attr("href", hash < 0 ? text : text.substring(0, hash));
    anchor.setBaseUri(base.toString());
    return normalizer.normalize(anchor.absUrl("href")).map(PageUrl::toString).orElse("-");
  }
}
