package dev.sluice.pages.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageUrlTest {

  /**
   * One line of urls.csv.
   *
   * @param input the URL
   * @param expected how it reads when written again, or {@code error: } and a part of the reason
   * @param why what the line is there for
   */
  private record Example(String input, String expected, String why) {

    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");

    static Example of(String line) {
      String[] fields = line.split("\\|", -1);
      return new Example(unescape(fields[0]), fields[1].strip(), fields[2].strip());
    }

    private static String unescape(String field) {
      return ESCAPE
          .matcher(field.strip())
          .replaceAll(
              escape ->
                  Matcher.quoteReplacement(
                      String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
    }
  }

  static List<Example> examples() throws IOException {
    try (InputStream file = PageUrlTest.class.getResourceAsStream("urls.csv")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Example::of)
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void readsNormalFormAndSaysWhatIsWrongWithAnyOther(Example example) {
    if (example.expected().startsWith("error: ")) {
      assertThatThrownBy(() -> PageUrl.parse(example.input()))
          .as(example.why())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(example.expected().substring("error: ".length()));
      assertThat(PageUrl.tryParse(example.input())).isEmpty();
    } else {
      assertThat(PageUrl.parse(example.input())).as(example.why()).hasToString(example.expected());
    }
  }

  @Test
  void refusesAUrlThatIsLongerThanTheLimitHoweverItWasMade() {
    String longest = "http://a/" + "x".repeat(PageUrl.MAX_LENGTH - "http://a/".length());

    PageUrl url = PageUrl.parse(longest);

    assertThat(url.toString()).hasSize(PageUrl.MAX_LENGTH);
    assertThatThrownBy(() -> PageUrl.parse(longest + "x")).hasMessageContaining("longer than 2048");
    assertThatThrownBy(() -> url.origin().resolve(url.pathAndQuery() + "x"))
        .hasMessageContaining("longer than 2048");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a b", "/a#b", "/a\u0000b", "no/slash", ""})
  void anOriginResolvesNoPathThatBreaksTheNormalForm(String path) {
    Origin origin = new Origin("http", "example.com", 80);

    assertThatThrownBy(() -> origin.resolve(path)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void pathLeavesTheQueryOut() {
    assertThat(PageUrl.parse("http://a/b/c?d=/e?f").path()).isEqualTo("/b/c");
    assertThat(PageUrl.parse("http://a/b/c").path()).isEqualTo("/b/c");
  }

  @Test
  void theKeyIsTheReversedHostThenSchemeAndPath() {
    assertThat(key("https://www.example.com/a?b=c")).isEqualTo("com,example,www)https/a?b=c");
    assertThat(key("http://example.com:8080/")).isEqualTo("com,example)http:8080/");
    assertThat(key("http://192.0.2.1/")).isEqualTo("192.0.2.1)http/");
    assertThat(key("http://[2001:db8::1]:81/")).isEqualTo("[2001:db8::1])http:81/");
    assertThat(key("http://localhost/")).isEqualTo("localhost)http/");
    assertThat(key("http://rack.b2/")).isEqualTo("b2,rack)http/");
  }

  @Test
  void allHostsOfADomainFormOneRange() {
    List<String> inside =
        List.of("example.com", "a.example.com", "www.example.com", "z9.a.example.com");
    List<String> outside =
        List.of(
            "example-shop.com",
            "example.co",
            "example.org",
            "examples.com",
            "example0.com",
            "exampl.com",
            "com",
            "example_.com",
            "-example.com",
            "zz.com");

    List<String> sorted =
        Stream.concat(inside.stream(), outside.stream())
            .flatMap(host -> Stream.of("https://" + host + "/", "http://" + host + ":81/~z"))
            .map(PageUrl::parse)
            .sorted((a, b) -> Arrays.compareUnsigned(a.key(), b.key()))
            .map(PageUrl::host)
            .toList();

    int first =
        IntStream.range(0, sorted.size())
            .filter(i -> inside.contains(sorted.get(i)))
            .min()
            .orElseThrow();
    assertThat(sorted.subList(first, first + 2 * inside.size())).allMatch(inside::contains);
  }

  @Test
  void theKeysOfAHostsUrlsBeginWithItsHostKey() {
    assertThat(key("https://www.example.com/a")).startsWith(PageUrl.hostKey("www.example.com"));
    assertThat(key("https://www.example.com.au/")).doesNotStartWith(PageUrl.hostKey("example.com"));
  }

  @Test
  void everyUrlIsReadBackFromItsKey() {
    Random random = new Random(20261123);
    for (int i = 0; i < 20_000; i++) {
      PageUrl url = randomUrl(random);

      assertThat(PageUrl.fromKey(url.key())).isEqualTo(url);
      assertThat(PageUrl.parse(url.toString())).isEqualTo(url);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ")",
        "/",
        ")http/",
        "com,example",
        "com,example)https",
        "a)ftp/",
        "a)http:x/",
        ",)http/"
      })
  void whatIsNoKeyIsRefused(String key) {
    assertThatThrownBy(() -> PageUrl.fromKey(key.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String key(String url) {
    return new String(PageUrl.parse(url).key(), StandardCharsets.UTF_8);
  }

  private static PageUrl randomUrl(Random random) {
    String scheme = random.nextBoolean() ? "http" : "https";
    int port =
        random.nextInt(3) == 0 ? 1 + random.nextInt(65_535) : scheme.equals("http") ? 80 : 443;
    return new PageUrl(scheme, randomHost(random), port, randomPath(random));
  }

  private static String randomHost(Random random) {
    switch (random.nextInt(6)) {
      case 0:
        return random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256) + ".1";
      case 1:
        return "[" + Integer.toHexString(random.nextInt(65_536)) + "::" + random.nextInt(10) + "]";
      case 2:
        return "xn--fsqu00a.xn--0zwm56d"; // 例子.测试
      default:
        List<String> labels = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
          labels.add(text(random, "abcz019-_", 1 + random.nextInt(8)));
        }
        return String.join(".", labels);
    }
  }

  private static String randomPath(Random random) {
    return "/" + text(random, "aZ09/?&=%),:;@!~*'(+.-_[]|é漢", random.nextInt(40));
  }

  private static String text(Random random, String alphabet, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
