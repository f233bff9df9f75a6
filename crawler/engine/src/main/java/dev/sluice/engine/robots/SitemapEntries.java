package dev.sluice.engine.robots;

import dev.sluice.engine.model.ChangeFrequency;
import dev.sluice.engine.model.Sitemap;
import dev.sluice.engine.model.Sitemap.Skip;
import dev.sluice.engine.model.SitemapEntry;
import dev.sluice.engine.parse.UrlNormalizer;
import dev.sluice.pages.model.PageUrl;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Gathers the entries of one sitemap. Used by one thread. */
final class SitemapEntries {

  /** Deeper elements are not looked at, so that a hostile file cannot fill the memory. */
  private static final int MAX_DEPTH = 64;

  private final PageUrl sitemap;
  private final UrlNormalizer normalizer;
  private final Map<PageUrl, SitemapEntry> pages = new LinkedHashMap<>();
  private final Map<PageUrl, SitemapEntry> sitemaps = new LinkedHashMap<>();
  private final Map<Skip, Integer> skipped = new EnumMap<>(Skip.class);
  private final Deque<String> open = new ArrayDeque<>();
  private final StringBuilder text = new StringBuilder();
  private boolean isIndex;
  private String url = "";
  private Optional<Instant> modified = Optional.empty();
  private Optional<ChangeFrequency> frequency = Optional.empty();

  SitemapEntries(PageUrl sitemap, UrlNormalizer normalizer) {
    this.sitemap = sitemap;
    this.normalizer = normalizer;
  }

  /** Reads all entries of an XML file. */
  void read(XmlPieces pieces) {
    while (true) {
      switch (pieces.next()) {
        case START -> start(pieces);
        case TEXT -> addText(pieces.text());
        case END -> end(pieces.name());
        case NOTHING_MORE -> {
          return; // an entry that breaks off could have half a URL
        }
      }
    }
  }

  private void addText(String more) {
    if (text.length() < XmlPieces.MAX_CHARS) {
      text.append(more);
    }
  }

  private void start(XmlPieces pieces) {
    String name = pieces.name();
    text.setLength(0);
    isIndex |= name.equals("sitemapindex");
    if (isEntry(name)) {
      end(name); // in case that the end of the one before is missing
      clear();
    } else if (name.equals("link") && "entry".equals(open.peek())) {
      takeAtomLink(pieces.attribute("rel"), pieces.attribute("href"));
    }
    if (open.size() < MAX_DEPTH) {
      open.push(name);
    }
  }

  private void takeAtomLink(String relation, String target) {
    if (url.isEmpty() && (relation.isEmpty() || relation.equals("alternate"))) {
      url = target;
    }
  }

  private static boolean isEntry(String name) {
    return name.equals("url")
        || name.equals("sitemap")
        || name.equals("item")
        || name.equals("entry");
  }

  private void end(String name) {
    if (!open.contains(name)) {
      return; // it was never begun
    }
    while (!name.equals(open.pop())) {
      // what stands within it was never ended
    }
    if (isEntry(name)) {
      add(name.equals("sitemap") ? sitemaps : pages);
    } else if (!open.isEmpty()) {
      take(open.peek(), name, text.toString().strip());
    }
    text.setLength(0);
  }

  /** Only what stands in the entry itself: an image within it has an address of its own. */
  private void take(String parent, String name, String value) {
    switch (parent + "/" + name) {
      case "url/loc", "sitemap/loc", "item/link" -> url = value.isEmpty() ? url : value;
      case "item/guid" -> url = url.isEmpty() && value.startsWith("http") ? value : url;
      case "url/lastmod", "sitemap/lastmod", "item/pubdate", "item/date", "entry/updated" ->
          modified = WrittenTime.read(value).or(() -> modified);
      case "news/publication_date", "entry/published" ->
          modified = modified.or(() -> WrittenTime.read(value));
      case "url/changefreq" -> frequency = frequency(value);
      default -> {} // says nothing that a crawl needs
    }
  }

  private static Optional<ChangeFrequency> frequency(String value) {
    return Arrays.stream(ChangeFrequency.values())
        .filter(it -> it.name().equals(value.toUpperCase(Locale.ROOT)))
        .findFirst();
  }

  private void clear() {
    url = "";
    modified = Optional.empty();
    frequency = Optional.empty();
  }

  /** Adds a page by its URL alone. */
  void addPage(String written) {
    clear();
    url = written.strip();
    add(pages);
  }

  private void add(Map<PageUrl, SitemapEntry> to) {
    String full = url.startsWith("/") && !url.startsWith("//") ? sitemap.origin() + url : url;
    Optional<PageUrl> page = normalizer.normalize(full);
    if (page.isEmpty()) {
      skip(Skip.NO_WEB_URL);
    } else if (to.containsKey(page.get())) {
      skip(Skip.REPEATED);
    } else if (to.size() >= SitemapParser.MAX_ENTRIES) {
      skip(Skip.TOO_MANY);
    } else {
      to.put(page.get(), new SitemapEntry(page.get(), modified, frequency));
    }
    clear();
  }

  private void skip(Skip reason) {
    skipped.merge(reason, 1, Integer::sum);
  }

  Sitemap sitemap(boolean complete) {
    boolean whole = complete && !skipped.containsKey(Skip.TOO_MANY);
    return isIndex || !sitemaps.isEmpty()
        ? new Sitemap.Index(List.copyOf(sitemaps.values()), skipped, whole)
        : new Sitemap.Urls(List.copyOf(pages.values()), skipped, whole);
  }
}
