package dev.sluice.testweb.site;

import dev.sluice.testweb.model.Language;
import dev.sluice.testweb.model.PageKind;
import dev.sluice.testweb.model.PageMix;
import dev.sluice.testweb.model.PageTruth;
import dev.sluice.testweb.model.Reply;
import dev.sluice.testweb.prose.Article;
import dev.sluice.testweb.prose.Prose;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A site of which every page is a pure function of the recipe and the page's number.
 *
 * <p>Nothing is stored for a page, so a site of a million pages costs what a site of ten does. The
 * pages are a tree (page i has the children i*fanOut+1 to i*fanOut+fanOut) with cross links, so all
 * can be reached from page 0, the front page. A duplicate repeats the page two before it, a near
 * duplicate the page four before it; where that one is no original, the page is one itself.
 */
public final class GeneratedPages implements PageSource {
  private static final Pattern TARGET = Pattern.compile("/articles/([1-9]\\d{0,8})\\.html");
  private static final int NAV_LINKS = 3;

  private final String site;
  private final String baseUrl;
  private final PageMix mix;
  private final Prose prose;
  private final Optional<GeneratedPages> mirrored;
  private final List<String> frontLinks;

  /**
   * @param frontLinks what the front page links to besides its own articles
   */
  public GeneratedPages(
      String site,
      String baseUrl,
      PageMix mix,
      Prose prose,
      Optional<GeneratedPages> mirrored,
      List<String> frontLinks) {
    this.site = site;
    this.baseUrl = baseUrl;
    this.mix = mix;
    this.prose = prose;
    this.mirrored = mirrored;
    this.frontLinks = List.copyOf(frontLinks);
  }

  @Override
  public Optional<Reply> reply(String target) {
    int page = number(target);
    return page < 0 ? Optional.empty() : Optional.of(render(page));
  }

  @Override
  public List<String> links(String target) {
    int page = number(target);
    if (page < 0) {
      return List.of();
    }
    List<String> links = new ArrayList<>(nav());
    links.addAll(related(page));
    return links;
  }

  @Override
  public Stream<PageTruth> truths() {
    return IntStream.range(0, mix.pages()).mapToObj(this::truth);
  }

  private PageTruth truth(int page) {
    Article article = article(page);
    return new PageTruth(
        site,
        url(page),
        language(page),
        kind(page),
        original(page),
        article.title(),
        article.paragraphs());
  }

  /** The number of the page at this target; -1 if there is none. */
  private int number(String target) {
    if (target.equals("/")) {
      return 0;
    }
    Matcher matcher = TARGET.matcher(target);
    int page = matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
    return page < mix.pages() ? page : -1;
  }

  private static String target(int page) {
    return page == 0 ? "/" : "/articles/" + page + ".html";
  }

  private String url(int page) {
    return baseUrl + target(page).substring(1);
  }

  private PageKind kind(int page) {
    PageKind wanted = wanted(page);
    if (isMirror(page)) {
      return PageKind.DUPLICATE;
    }
    boolean copy = wanted == PageKind.DUPLICATE || wanted == PageKind.NEAR_DUPLICATE;
    return copy && !isOriginal(copied(page), language(page)) ? PageKind.OK : wanted;
  }

  private PageKind wanted(int page) {
    if (page == 0) {
      return PageKind.OK;
    }
    if (isEvery(page, mix.junkEvery())) {
      return List.of(PageKind.JUNK_SHORT, PageKind.JUNK_SYMBOLS, PageKind.JUNK_LIST)
          .get(page / mix.junkEvery() % 3);
    }
    if (isEvery(page, mix.duplicateEvery())) {
      return PageKind.DUPLICATE;
    }
    return isEvery(page, mix.nearDuplicateEvery()) ? PageKind.NEAR_DUPLICATE : PageKind.OK;
  }

  private static boolean isEvery(int page, int every) {
    return every > 0 && page % every == every - 1;
  }

  private int copied(int page) {
    return page - (wanted(page) == PageKind.DUPLICATE ? 2 : 4);
  }

  private boolean isOriginal(int page, Language language) {
    return page > 0
        && page < mix.pages()
        && wanted(page) == PageKind.OK
        && !isMirror(page)
        && language(page) == language;
  }

  private boolean isMirror(int page) {
    return mirrored.isPresent()
        && wanted(page) == PageKind.OK
        && page % mix.mirrorEvery() == 1
        && mirrored.get().isOriginal(page, mirrored.get().language(page));
  }

  private Optional<String> original(int page) {
    if (isMirror(page)) {
      return mirrored.map(other -> other.url(page));
    }
    PageKind kind = kind(page);
    return kind == PageKind.DUPLICATE || kind == PageKind.NEAR_DUPLICATE
        ? Optional.of(url(copied(page)))
        : Optional.empty();
  }

  private Language language(int page) {
    if (isMirror(page)) {
      return mirrored.orElseThrow().language(page);
    }
    if (mix.language() == Language.MIXED) {
      return page % 2 == 0 ? Language.ENGLISH : Language.CHINESE;
    }
    boolean big5 = mix.language() == Language.CHINESE && mix.legacyCharsets() && page % 10 == 6;
    return big5 ? Language.TRADITIONAL_CHINESE : mix.language();
  }

  private Article article(int page) {
    if (isMirror(page)) {
      return mirrored.orElseThrow().article(page);
    }
    PageKind kind = kind(page);
    if (kind.isJunk()) {
      return prose.junk(language(page), kind, seed(page));
    }
    if (kind == PageKind.OK) {
      return prose.article(language(page), seed(page));
    }
    Article original = article(copied(page));
    return kind == PageKind.DUPLICATE
        ? original
        : prose.nearCopy(original, language(page), seed(page));
  }

  private long seed(int page) {
    return new SplittableRandom(mix.seed() * 1_000_003 + site.hashCode()).nextLong() + page;
  }

  private List<String> nav() {
    return IntStream.range(0, Math.min(NAV_LINKS + 1, mix.pages()))
        .mapToObj(GeneratedPages::target)
        .toList();
  }

  private List<String> related(int page) {
    Set<String> links = new LinkedHashSet<>();
    long firstChild = (long) page * mix.fanOut() + 1;
    for (long child = firstChild;
        child < firstChild + mix.fanOut() && child < mix.pages();
        child++) {
      links.add(target((int) child));
    }
    SplittableRandom random = new SplittableRandom(~seed(page));
    for (int i = 0; i < mix.crossLinks(); i++) {
      links.add(target(random.nextInt(mix.pages())));
    }
    if (page == 0) {
      links.addAll(frontLinks);
    }
    return List.copyOf(links);
  }

  private Reply render(int page) {
    Language language = language(page);
    Article article = article(page);
    boolean gbk = language == Language.CHINESE && mix.legacyCharsets() && page % 10 == 3;
    boolean big5 = language == Language.TRADITIONAL_CHINESE;
    String named = gbk ? "gb2312" : big5 ? "big5" : "utf-8";
    String html =
        new PageHtml(language)
            .render(
                new PageHtml.Content(
                    site,
                    url(page),
                    named,
                    gbk || big5 || page % 4 == 1,
                    article.title(),
                    LocalDate.of(2026, 1, 1).plusDays(page % 300),
                    article.paragraphs(),
                    nav(),
                    related(page)));
    Charset charset =
        gbk ? Charset.forName("GBK") : big5 ? Charset.forName("Big5") : StandardCharsets.UTF_8;
    Reply reply = Reply.html(prose.script(language, html), charset, !gbk);
    Reply tagged = reply.with("ETag", "\"" + Long.toHexString(seed(page)) + "\"");
    return mix.gzip() ? tagged.gzipped() : tagged;
  }
}
