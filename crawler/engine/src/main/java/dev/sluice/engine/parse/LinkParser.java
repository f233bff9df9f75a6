package dev.sluice.engine.parse;

import dev.sluice.engine.model.FetchResult.Answer;
import dev.sluice.pages.model.PageUrl;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;
import org.jspecify.annotations.Nullable;

/**
 * Finds the links of an answer: those of an HTML page, or the target of a redirect.
 *
 * <p>A link is what leads a reader to another page: anchors, image maps, frames, and {@code link}
 * elements that name the next, previous or another form of the page. Images, styles and scripts are
 * no pages.
 */
public final class LinkParser {

  private static final String PAGE_LINKS =
      "a[href], area[href], iframe[src], frame[src], link[rel~=(?i)\\b(next|prev|alternate|canonical|chapter|contents|index|start)\\b][href]";

  private static final Pattern CHARSET =
      Pattern.compile("charset\\s*=\\s*[\"']?([\\w.:-]+)", Pattern.CASE_INSENSITIVE);

  /** Endings of files that are no pages; they are not even asked for. */
  private static final Set<String> OTHER_FILES =
      Set.of(
          "7z", "avi", "bin", "bmp", "bz2", "css", "deb", "dmg", "doc", "docx", "eot", "epub",
          "exe", "flac", "flv", "gif", "gz", "ico", "iso", "jar", "jpeg", "jpg", "js", "json",
          "m4a", "m4v", "mkv", "mov", "mp3", "mp4", "mpeg", "mpg", "msi", "ods", "odt", "ogg",
          "ogv", "otf", "pdf", "png", "ppt", "pptx", "ps", "rar", "rpm", "rss", "svg", "swf", "tar",
          "tgz", "tif", "tiff", "ttf", "wav", "webm", "webp", "wmv", "woff", "woff2", "xls", "xlsx",
          "xpi", "xz", "zip", "zst");

  private final Evaluator pageLinks = Selector.evaluatorOf(PAGE_LINKS);
  private final UrlNormalizer normalizer;

  public LinkParser(UrlNormalizer normalizer) {
    this.normalizer = normalizer;
  }

  /** The pages that an HTML page links to, each once, in the order in which they first stand. */
  public Set<PageUrl> links(PageUrl page, Answer answer) {
    if (!isHtml(answer)) {
      return Set.of();
    }
    Document document = parse(page, answer);
    Set<String> asWritten = new HashSet<>(); // a page repeats its links, and normalising costs most
    Set<PageUrl> links = new LinkedHashSet<>();
    for (Element element : document.select(pageLinks)) {
      String attribute = element.hasAttr("href") ? "href" : "src";
      String link = asBrowsersRead(element.attr(attribute));
      if (!isFeed(element) && asWritten.add(link)) {
        element.attr(attribute, link);
        normalizer
            .normalize(element.absUrl(attribute))
            .filter(LinkParser::mayBePage)
            .ifPresent(links::add);
      }
    }
    return links;
  }

  /** Without its fragment, and with slashes where somebody wrote backslashes (WHATWG URL §4.4). */
  private static String asBrowsersRead(String link) {
    int hash = link.indexOf('#');
    String page = hash < 0 ? link : link.substring(0, hash);
    int query = page.indexOf('?');
    return query < 0
        ? page.replace('\\', '/')
        : page.substring(0, query).replace('\\', '/') + page.substring(query);
  }

  /** News feeds are linked as another form of the page, but hold no pages themselves. */
  private static boolean isFeed(Element element) {
    String type = element.attr("type");
    return element.normalName().equals("link") && !type.isEmpty() && !type.contains("html");
  }

  /** The page that a redirect leads to, or nothing if it names none. */
  public Optional<PageUrl> redirectTarget(PageUrl page, Answer answer) {
    return answer
        .headers()
        .first("location")
        .flatMap(location -> resolve(page, location))
        .flatMap(normalizer::normalize);
  }

  private static Optional<String> resolve(PageUrl page, String location) {
    Element link = new Element("a").attr("href", asBrowsersRead(location.strip()));
    link.setBaseUri(page.toString());
    String target = link.absUrl("href");
    return target.isEmpty() ? Optional.empty() : Optional.of(target);
  }

  private static boolean isHtml(Answer answer) {
    String type = answer.headers().first("content-type").orElse("").toLowerCase(Locale.ROOT);
    return type.isEmpty() || type.contains("html") || type.contains("xml");
  }

  private static Document parse(PageUrl page, Answer answer) {
    try {
      return Jsoup.parse(
          new ByteArrayInputStream(answer.body()), declaredCharset(answer), page.toString());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible); // the bytes are in memory
    }
  }

  /** The charset of the Content-Type header; without one jsoup looks into the page itself. */
  private static @Nullable String declaredCharset(Answer answer) {
    Matcher charset = CHARSET.matcher(answer.headers().first("content-type").orElse(""));
    try {
      return charset.find() && Charset.isSupported(charset.group(1)) ? charset.group(1) : null;
    } catch (IllegalCharsetNameException nonsense) {
      return null;
    }
  }

  private static boolean mayBePage(PageUrl url) {
    String path = url.path();
    int dot = path.lastIndexOf('.');
    return dot <= path.lastIndexOf('/')
        || !OTHER_FILES.contains(path.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  /** Media types of answers that hold text; other bodies are not read. */
  public static boolean holdsText(String mediaType) {
    return mediaType.isEmpty()
        || mediaType.startsWith("text/")
        || mediaType.endsWith("/xml")
        || (mediaType.endsWith("+xml") && !mediaType.startsWith("image/"));
  }
}
