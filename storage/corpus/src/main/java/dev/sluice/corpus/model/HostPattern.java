package dev.sluice.corpus.model;

import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Names of hosts with all below them, as recipes write them: {@code example.org} is that host and
 * every host below it, {@code *.gov} every host below {@code gov}.
 */
public final class HostPattern {

  private static final String BELOW = "*.";

  private HostPattern() {}

  /**
   * A pattern in normal form: small letters, international names in their ASCII form.
   *
   * @return nothing if it is none, as a URL
   */
  public static Optional<String> normal(String pattern) {
    String text = pattern.strip();
    String star = text.startsWith(BELOW) ? BELOW : "";
    return ascii(text.substring(star.length()))
        .map(name -> name.toLowerCase(Locale.ROOT))
        .filter(HostPattern::isName)
        .map(name -> star + name);
  }

  private static Optional<String> ascii(String name) {
    try {
      return Optional.of(
          name.chars().allMatch(c -> c < 128) ? name : IDN.toASCII(name, IDN.ALLOW_UNASSIGNED));
    } catch (IllegalArgumentException notAName) {
      return Optional.empty();
    }
  }

  /** Labels of letters, digits, hyphens and underscores, joined by dots; none is empty. */
  private static boolean isName(String name) {
    char before = '.';
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean inLabel = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_';
      if (!inLabel && c != '.' || before == '.' && (c == '.' || c == '-')) {
        return false;
      }
      before = c;
    }
    return before != '.';
  }

  /**
   * All patterns that cover a host, the narrowest first: {@code a.b.org}, {@code *.b.org}, {@code
   * b.org}, {@code *.org}, {@code org}.
   */
  public static List<String> covering(String host) {
    List<String> patterns = new ArrayList<>();
    patterns.add(host);
    for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
      String parent = host.substring(dot + 1);
      patterns.add(BELOW + parent);
      patterns.add(parent);
    }
    return patterns;
  }
}
