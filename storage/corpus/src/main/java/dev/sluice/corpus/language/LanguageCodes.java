package dev.sluice.corpus.language;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * From the ISO 639-3 codes that the model knows to the codes of labels: ISO 639-1 where there is
 * one, and the macrolanguage where the model names a single standard form of it.
 */
final class LanguageCodes {

  private static final Map<String, String> STANDARD_FORMS =
      Map.ofEntries(
          Map.entry("cmn", "zh"),
          Map.entry("pes", "fa"),
          Map.entry("ekk", "et"),
          Map.entry("lvs", "lv"),
          Map.entry("plt", "mg"),
          Map.entry("pnb", "pa"),
          Map.entry("arb", "ar"),
          Map.entry("heb", "he"),
          Map.entry("ind", "id"),
          Map.entry("ydd", "yi"));

  private final Map<String, String> codes = new HashMap<>();

  LanguageCodes() {
    for (String twoLetters : Locale.getISOLanguages()) {
      codes.put(new Locale(twoLetters).getISO3Language(), twoLetters);
    }
    codes.putAll(STANDARD_FORMS);
  }

  /** The label's code for an ISO 639-3 code. */
  String shortest(String iso639Part3) {
    return codes.getOrDefault(iso639Part3, iso639Part3);
  }
}
