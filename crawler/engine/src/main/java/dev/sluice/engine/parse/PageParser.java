package dev.sluice.engine.parse;

import dev.sluice.engine.model.FetchResult.Answer;
import dev.sluice.engine.model.ParsedPage;
import dev.sluice.pages.model.Directive;
import dev.sluice.pages.model.Directive.Meaning;
import dev.sluice.pages.model.PageUrl;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an answer says to a crawler: links, its owner's wishes, its canonical address, a
 * digest of its text.
 *
 * <p>A link is what leads a reader to another page: anchors, image maps, frames, {@code link}
 * elements that name the next, previous or another form of the page, and a refresh. Images, styles
 * and scripts are no pages. Links that are marked {@code nofollow} are left out; {@code ugc} and
 * {@code sponsored} are hints for rankings, and such links are followed.
 *
 * <p>The HTML tree is walked once for everything, since pages are parsed as fast as they come. Safe
 * for use by several threads.
 */
public final class PageParser {

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

  private final UrlNormalizer normalizer;
  private final RobotsTags robotsTags;
  private final String productToken;

  /**
   * Makes a parser.
   *
   * @param productToken the name by which directives may address this crawler, in lower case
   */
  public PageParser(UrlNormalizer normalizer, String productToken) {
    this.normalizer = normalizer;
    this.robotsTags = new RobotsTags(productToken);
    this.productToken = productToken;
  }

  /** What an answer says; one that is no HTML can only say it in its header. */
  public ParsedPage parse(PageUrl page, Answer answer) {
    Set<Directive> directives = new LinkedHashSet<>(robotsTags.header(answer.headers()));
    if (!isHtml(answer)) {
      boolean nofollow = refusesLinks(directives);
      return new ParsedPage(List.of(), List.copyOf(directives), nofollow, Optional.empty(), 0);
    }
    PageWalk walk = new PageWalk(robotsTags, directives);
    document(page, answer).traverse(walk);
    PageUrl base = walk.base().flatMap(its -> normalizer.resolve(page, its)).orElse(page);
    return parsed(base, walk, directives);
  }

  /**
   * What an answer's owner asks, and nothing else: the same as {@link #parse} finds, but a page is
   * parsed only if a look at its bytes says that there may be something.
   */
  public List<Directive> directives(PageUrl page, Answer answer) {
    return isHtml(answer) && (isWide(answer) || MetaScan.mayAsk(answer.body(), productToken))
        ? parse(page, answer).directives()
        : robotsTags.header(answer.headers()).stream().distinct().toList();
  }

  private static boolean isWide(Answer answer) {
    String charset = declaredCharset(answer);
    return charset != null && charset.toLowerCase(Locale.ROOT).matches("utf-?(16|32).*");
  }

  private ParsedPage parsed(PageUrl base, PageWalk walk, Set<Directive> directives) {
    boolean nofollow = refusesLinks(directives);
    Set<PageUrl> links = new LinkedHashSet<>();
    for (String link : nofollow ? Set.<String>of() : walk.links()) {
      normalizer.resolve(base, link).filter(PageParser::mayBePage).ifPresent(links::add);
    }
    return new ParsedPage(
        List.copyOf(links),
        List.copyOf(directives),
        nofollow,
        walk.canonical().flatMap(link -> normalizer.resolve(base, link)),
        walk.textDigest());
  }

  private static boolean refusesLinks(Set<Directive> directives) {
    return directives.stream().anyMatch(said -> said.meaning() == Meaning.NOFOLLOW);
  }

  /** The page that a redirect leads to, or nothing if it names none. */
  public Optional<PageUrl> redirectTarget(PageUrl page, Answer answer) {
    return answer
        .headers()
        .first("location")
        .flatMap(location -> normalizer.resolve(page, location));
  }

  private static boolean isHtml(Answer answer) {
    String type = answer.headers().first("content-type").orElse("").toLowerCase(Locale.ROOT);
    return type.isEmpty() || type.contains("html") || type.contains("xml");
  }

  private static Document document(PageUrl page, Answer answer) {
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
