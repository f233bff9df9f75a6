package dev.sluice.testweb.site;

import dev.sluice.testweb.model.Reply;
import dev.sluice.testweb.model.TrapKind;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A part of a site that has no end: whatever is asked for below its prefix answers, and leads on.
 *
 * <p>A page is a function of its target, so the trap is as large as the crawler's patience and
 * costs nothing.
 */
public final class TrapPages implements PageSource {
  private static final int LINKS = 5;
  private static final List<String> FACETS =
      List.of("colour=red", "size=l", "brand=acme", "sort=price", "view=list", "sale=1");

  private final String prefix;
  private final TrapKind kind;

  /**
   * @param prefix the path of everything in the trap, with a slash at both ends
   */
  public TrapPages(String prefix, TrapKind kind) {
    this.prefix = prefix;
    this.kind = kind;
  }

  /** The path by which the trap is entered. */
  public String entry() {
    return prefix;
  }

  @Override
  public Optional<Reply> reply(String target) {
    return target.startsWith(prefix) ? Optional.of(page(target)) : Optional.empty();
  }

  private Reply page(String target) {
    String text =
        kind == TrapKind.SOFT_404
            ? "Sorry, there is nothing here. Perhaps you were looking for one of these:"
            : "This is the list of things number %08x. There is more to see:"
                .formatted(target.hashCode());
    return Reply.html(
        "<!doctype html><html lang=\"en\"><title>List</title><h1>List</h1><p>%s</p>\n%s</html>"
            .formatted(
                text,
                hrefs(target).stream()
                    .map(href -> "<a href=\"" + href.replace("&", "&amp;") + "\">more</a>\n")
                    .collect(Collectors.joining())));
  }

  private List<String> hrefs(String target) {
    SplittableRandom random = new SplittableRandom(target.hashCode());
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    return switch (kind) {
      case DEEPER -> List.of(folder(path) + "deeper/", folder(path) + "further/");
      case REPEATING -> List.of("list/", "list/items/");
      case SESSION_IN_PATH -> some(i -> prefix + "s" + hex(random) + "/item" + i);
      case SESSION_IN_QUERY -> some(i -> prefix + "item" + i + "?sid=" + hex(random));
      case FACETS -> facets(query < 0 ? "" : target.substring(query + 1));
      case PAGINATION -> List.of(prefix + "?page=" + (number(target) + 1));
      case SOFT_404, NEAR_DUPLICATES -> some(i -> prefix + hex(random) + ".html");
      case CONCATENATED -> List.of(folder(path) + "www.example.test/news", "www.example.test/");
    };
  }

  private static List<String> some(IntFunction<String> href) {
    return IntStream.range(0, LINKS).mapToObj(href).toList();
  }

  private List<String> facets(String chosen) {
    return FACETS.stream()
        .map(facet -> prefix + "?" + (chosen.isEmpty() ? facet : chosen + "&" + facet))
        .toList();
  }

  private static String folder(String path) {
    return path.endsWith("/") ? path : path + "/";
  }

  private static String hex(SplittableRandom random) {
    return Long.toHexString(random.nextLong());
  }

  private static long number(String target) {
    String digits = target.replaceFirst(".*\\?page=", "");
    return digits.matches("\\d{1,17}") ? Long.parseLong(digits) : 1;
  }

  /** None, for the truth does not follow a trap. */
  @Override
  public List<String> links(String target) {
    return List.of();
  }

  @Override
  public boolean isTrap(String target) {
    return target.equals(prefix);
  }
}
