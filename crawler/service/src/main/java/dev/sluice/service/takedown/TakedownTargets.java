package dev.sluice.service.takedown;

import dev.sluice.engine.CrawlRecords;
import dev.sluice.engine.Purge;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.Takedown;
import dev.sluice.pages.model.Takedown.Kind;
import dev.sluice.pages.model.Takedown.Target;
import dev.sluice.pages.settings.SettingsException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Reads what somebody names for a takedown, and says it as a purge would have it. */
public final class TakedownTargets {

  private static final String BELOW = "*.";
  private static final String REST = "*";
  private static final int BODY_DIGITS = 64;
  private static final int TEXT_DIGITS = 32;

  private TakedownTargets() {}

  /**
   * A target as a user writes it: a URL, the beginning of URLs with {@code *} behind it, a host, a
   * domain with {@code *.} before it, the SHA-256 of a body, or the XXH3-128 of a text.
   *
   * @throws SettingsException if it is none of these
   */
  public static Target read(String text) {
    if (text.contains("://")) {
      return ofUrl(text);
    }
    String digits = text.toLowerCase(Locale.ROOT);
    if (digits.matches("[0-9a-f]{20,}")) {
      return ofDigest(digits, text);
    }
    requireHosts(text);
    boolean isDomain = text.startsWith(BELOW);
    String host = isDomain ? text.substring(BELOW.length()) : text;
    return new Target(isDomain ? Kind.DOMAIN : Kind.SITE, url("http://" + host + "/").host());
  }

  private static void requireHosts(String text) {
    try {
      Purge.target(text);
    } catch (SettingsException none) {
      throw new SettingsException(
          "'%s' cannot be taken down: name a URL, the beginning of URLs with * behind it, a host (www.example.org), all hosts of a domain (*.example.org), the SHA-256 of a body, or the XXH3-128 of a text"
              .formatted(text));
    }
  }

  private static Target ofUrl(String text) {
    boolean isPrefix = text.endsWith(REST);
    String whole = isPrefix ? text.substring(0, text.length() - REST.length()) : text;
    return new Target(isPrefix ? Kind.PREFIX : Kind.URL, url(whole).toString());
  }

  private static PageUrl url(String text) {
    return CrawlRecords.normalize(text)
        .orElseThrow(() -> new SettingsException("'" + text + "' is no http or https URL"));
  }

  private static Target ofDigest(String digits, String text) {
    return switch (digits.length()) {
      case BODY_DIGITS -> new Target(Kind.BODY, digits);
      case TEXT_DIGITS -> new Target(Kind.TEXT, digits);
      default ->
          throw new SettingsException(
              "'%s' has %d hexadecimal digits: the SHA-256 of a body has %d, the XXH3-128 of a text %d"
                  .formatted(text, digits.length(), BODY_DIGITS, TEXT_DIGITS));
    };
  }

  /**
   * What has to be purged for a demand, as it is written for {@code sluice purge}.
   *
   * @param withBody the URLs of captures that have the body that it names
   * @throws SettingsException if it names a text: which pages have that, the store cannot tell
   */
  public static List<String> purge(Takedown demand, List<PageUrl> withBody) {
    String what = demand.what();
    return switch (demand.kind()) {
      case URL -> schemes(what).map(url -> url + "$").toList();
      case PREFIX -> schemes(what).toList();
      case SITE -> List.of(what);
      case DOMAIN -> List.of(BELOW + what);
      case BODY -> withBody.stream().map(url -> url + "$").distinct().toList();
      case TEXT ->
          throw new SettingsException(
              demand.id()
                  + " names a text, which only an export can tell of a page: take down and purge"
                  + " the URLs that 'sluice takedown report' lists");
    };
  }

  private static Stream<String> schemes(String url) {
    PageUrl known = PageUrl.parse(url);
    boolean isUsual = known.port() == 80 || known.port() == 443;
    return isUsual
        ? Stream.of("http://", "https://").map(it -> it + known.host() + known.pathAndQuery())
        : Stream.of(url);
  }
}
