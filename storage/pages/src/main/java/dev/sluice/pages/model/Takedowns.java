package dev.sluice.pages.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The demands that stand at one moment, ready to be asked of pages. A value; safe for use by
 * several threads.
 *
 * <p>A question costs a few look-ups by URL and host, however many demands there are; only those
 * for beginnings of URLs are gone through one by one, and of these only those of the same host.
 */
public final class Takedowns {

  /** There are none. */
  public static final Takedowns NONE = new Takedowns(List.of());

  private final List<Takedown> all;
  private final Map<String, Takedown> urls = new HashMap<>();
  private final Map<String, List<Takedown>> prefixes = new HashMap<>();
  private final Map<String, Takedown> hosts = new HashMap<>();
  private final Map<String, Takedown> domains = new HashMap<>();
  private final Map<String, Takedown> bodies = new HashMap<>();
  private final Map<String, Takedown> texts = new HashMap<>();

  private Takedowns(List<Takedown> standing) {
    this.all = standing;
    standing.forEach(this::sort);
  }

  /** Those of some demands that stand, in their order. */
  public static Takedowns of(List<Takedown> demands) {
    return new Takedowns(demands.stream().filter(Takedown::stands).toList());
  }

  private void sort(Takedown demand) {
    String what = demand.what();
    switch (demand.kind()) {
      case URL ->
          Takedown.bothSchemes(PageUrl.parse(what))
              .forEach(url -> urls.putIfAbsent(url.toString(), demand));
      case PREFIX ->
          prefixes
              .computeIfAbsent(PageUrl.parse(what).host(), host -> new ArrayList<>())
              .add(demand);
      case SITE -> hosts.putIfAbsent(what, demand);
      case DOMAIN -> domains.putIfAbsent(what, demand);
      case BODY -> bodies.putIfAbsent(what, demand);
      case TEXT -> texts.putIfAbsent(what, demand);
    }
  }

  /** All of them, in the order in which they were written down. */
  public List<Takedown> all() {
    return all;
  }

  public boolean isEmpty() {
    return all.isEmpty();
  }

  /** The demand that names a URL or its site, if one does. */
  public Optional<Takedown> of(PageUrl url) {
    if (all.isEmpty()) { // asked for every link of every page
      return Optional.empty();
    }
    @Nullable Takedown found = urls.isEmpty() ? null : urls.get(url.toString());
    if (found == null) {
      found = ofSite(url.host());
    }
    return found == null ? ofPrefix(url) : Optional.of(found);
  }

  private @Nullable Takedown ofSite(String host) {
    @Nullable Takedown found = hosts.get(host);
    String domain = host;
    while (found == null && !domains.isEmpty() && !domain.isEmpty()) {
      found = domains.get(domain);
      int dot = domain.indexOf('.');
      domain = dot < 0 || PageUrl.isAddress(host) ? "" : domain.substring(dot + 1);
    }
    return found;
  }

  private Optional<Takedown> ofPrefix(PageUrl url) {
    List<Takedown> known = prefixes.getOrDefault(url.host(), List.of());
    byte[] key = known.isEmpty() ? new byte[0] : url.key();
    return known.stream()
        .filter(it -> it.urls().stream().anyMatch(range -> range.holds(key)))
        .findFirst();
  }

  /** The demand that names a body, if one does. */
  public Optional<Takedown> of(ContentHash body) {
    return Optional.ofNullable(bodies.get(body.hex()));
  }

  /**
   * The demand that names a text, if one does.
   *
   * @param hash XXH3-128 of its normal form, 32 hexadecimal digits
   */
  public Optional<Takedown> ofText(String hash) {
    return Optional.ofNullable(texts.get(hash));
  }

  /** Whether any of them names a text. */
  public boolean nameTexts() {
    return !texts.isEmpty();
  }

  /**
   * SHA-256 over what they name and their ids: equal ones keep out the same pages. Neither reasons
   * nor askers are in it.
   */
  public String digest() {
    StringBuilder lines = new StringBuilder();
    all.forEach(
        it ->
            lines
                .append(it.id())
                .append(' ')
                .append(it.kind().word())
                .append(' ')
                .append(it.what())
                .append('\n'));
    return ContentHash.of(lines.toString().getBytes(StandardCharsets.UTF_8)).hex();
  }
}
