package dev.sluice.testweb.site;

import dev.sluice.testweb.model.WebTruth;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A crawl without a network: follows the links that the sites know of, obeying their robots. */
public final class Walk {
  private final Map<String, Site> sitesByBase;
  private final TreeSet<String> reachable = new TreeSet<>();
  private final TreeSet<String> disallowed = new TreeSet<>();
  private final TreeSet<String> traps = new TreeSet<>();
  private final Deque<String> queue = new ArrayDeque<>();

  /**
   * @param sitesByBase the sites by base URL, such as {@code http://127.81.0.1:8080/}
   */
  public Walk(Map<String, Site> sitesByBase) {
    this.sitesByBase = new TreeMap<>(sitesByBase);
  }

  /** Walks from these URLs until nothing is left. */
  public WebTruth from(Collection<String> starts) {
    starts.forEach(this::discover);
    while (!queue.isEmpty()) {
      String url = queue.remove();
      Site site = site(url);
      if (site != null) {
        site.links(target(url))
            .forEach(link -> LinkReader.followed(url, link).ifPresent(this::discover));
      }
    }
    return new WebTruth(reachable, disallowed, traps);
  }

  private void discover(String url) {
    Site site = site(url);
    if (site == null) {
      return;
    }
    String target = target(url);
    if (!site.robots().allows(target)) {
      disallowed.add(url);
      return;
    }
    if (site.isTrap(target)) {
      traps.add(url);
    }
    if (reachable.add(url)) {
      queue.add(url);
    }
  }

  private @Nullable Site site(String url) {
    return sitesByBase.get(url.substring(0, pathStart(url) + 1));
  }

  private static String target(String url) {
    return url.substring(pathStart(url));
  }

  private static int pathStart(String url) {
    return url.indexOf('/', "http://".length());
  }
}
