package dev.sluice.engine.scope;

import dev.sluice.engine.model.Refusal;
import dev.sluice.engine.model.Ruling.Refused;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.UrlPattern;
import dev.sluice.pages.model.PageUrl;
import org.jspecify.annotations.Nullable;

/** What a seed covers of the hosts it may reach, made ready to be asked for every link. */
final class Territory {

  private static final Refused ELSEWHERE = new Refused(Refusal.NO_SEED, "");

  private final Seed seed;
  private final String folder;
  private final int maxDepth;
  private final UrlPattern[] include;
  private final UrlPattern[] exclude;
  private final Refused[] excluded;
  private final Refused tooDeep;
  private final Refused notIncluded;

  Territory(Seed seed) {
    this.seed = seed;
    String path = seed.url().path();
    this.folder =
        seed.extent() == Seed.Extent.PREFIX ? path.substring(0, path.lastIndexOf('/') + 1) : "/";
    this.maxDepth = seed.maxDepth().orElse(Integer.MAX_VALUE);
    this.include = seed.patterns().include().toArray(UrlPattern[]::new);
    this.exclude = seed.patterns().exclude().toArray(UrlPattern[]::new);
    this.excluded = new Refused[exclude.length];
    for (int i = 0; i < exclude.length; i++) {
      excluded[i] = new Refused(Refusal.EXCLUDED, exclude[i].toString());
    }
    this.tooDeep = new Refused(Refusal.TOO_DEEP, "the seed's depth is " + maxDepth);
    this.notIncluded =
        new Refused(Refusal.NOT_INCLUDED, "the seed includes " + seed.patterns().include());
  }

  String name() {
    return seed.name();
  }

  /** Whether this is the seed's first page, which no pattern and no trap can take away. */
  boolean startsAt(PageUrl url) {
    return seed.url().equals(url);
  }

  /** Why it does not cover a URL of a host within its reach, or nothing if it does. */
  @Nullable Refused refuses(PageUrl url, int depth) {
    String pathAndQuery = url.pathAndQuery(); // a folder has no '?': it cannot match a query
    if (!pathAndQuery.startsWith(folder)) {
      return ELSEWHERE;
    }
    if (depth > maxDepth) {
      return tooDeep;
    }
    if (include.length + exclude.length == 0 || startsAt(url)) {
      return null;
    }
    return unwanted(pathAndQuery);
  }

  private @Nullable Refused unwanted(String pathAndQuery) {
    for (int i = 0; i < exclude.length; i++) {
      if (exclude[i].matches(pathAndQuery)) {
        return excluded[i];
      }
    }
    for (UrlPattern pattern : include) {
      if (pattern.matches(pathAndQuery)) {
        return null;
      }
    }
    return include.length == 0 ? null : notIncluded;
  }
}
