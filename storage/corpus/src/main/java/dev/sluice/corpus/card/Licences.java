package dev.sluice.corpus.card;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of licences. Pages state the same licence by many addresses: with and without {@code www},
 * a language, a slash at the end. Those of Creative Commons are named as it names them; other
 * addresses lose what does not matter; names stay as they are.
 */
final class Licences {

  private static final int MOST_CHARACTERS = 100;
  private static final Pattern CREATIVE_COMMONS =
      Pattern.compile(
          "creativecommons\\.org/licen[sc]es/([a-z+-]+)(?:/(\\d\\.\\d))?(?:/([a-z]{2,3}))?(?:/.*)?");
  private static final Pattern PUBLIC_DOMAIN =
      Pattern.compile("creativecommons\\.org/publicdomain/(zero|mark)(?:/(\\d\\.\\d))?(?:/.*)?");
  private static final Pattern SCHEME = Pattern.compile("(?i)^https?://(www\\.)?");

  private Licences() {}

  /** The name of a licence that a page states by its address or name. */
  static String name(String stated) {
    Matcher scheme = SCHEME.matcher(stated.strip());
    if (!scheme.find()) {
      return shortened(stated.strip().replaceAll("\\s+", " "));
    }
    String address = scheme.replaceFirst("").replaceFirst("[?#].*$", "").replaceFirst("/+$", "");
    return commons(address.toLowerCase(Locale.ROOT)).orElse(shortened(address));
  }

  private static Optional<String> commons(String address) {
    Matcher licence = CREATIVE_COMMONS.matcher(address);
    if (licence.matches()) {
      boolean isPorted = licence.group(3) != null && licence.group(3).length() == 2;
      String version = licence.group(2) == null ? "" : " " + licence.group(2);
      String ported =
          isPorted && !version.endsWith("4.0")
              ? " " + licence.group(3).toUpperCase(Locale.ROOT)
              : "";
      return Optional.of("CC " + licence.group(1).toUpperCase(Locale.ROOT) + version + ported);
    }
    Matcher free = PUBLIC_DOMAIN.matcher(address);
    if (free.matches()) {
      String name = free.group(1).equals("zero") ? "CC0" : "Public Domain Mark";
      return Optional.of(name + (free.group(2) == null ? "" : " " + free.group(2)));
    }
    return Optional.empty();
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= MOST_CHARACTERS
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MOST_CHARACTERS)) + "...";
  }
}
