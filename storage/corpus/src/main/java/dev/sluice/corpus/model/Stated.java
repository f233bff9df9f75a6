package dev.sluice.corpus.model;

import dev.sluice.pages.model.PageUrl;
import java.util.List;
import java.util.Optional;

/**
 * What a page states of itself, in its head, its structured data and its marks: never guessed from
 * the text.
 *
 * @param title the page's title, without the site's name where that can be told
 * @param authors names, in the order of the page; empty if none is stated
 * @param published date or time of publication in ISO 8601
 * @param modified date or time of the last change in ISO 8601
 * @param siteName name of the site
 * @param languageHint BCP 47 tag of {@code <html lang>} or its like
 * @param licence address of the licence, or its name where no address is given
 * @param canonical the address that the page names as its canonical one (RFC 6596)
 */
public record Stated(
    Optional<String> title,
    List<String> authors,
    Optional<String> published,
    Optional<String> modified,
    Optional<String> siteName,
    Optional<String> languageHint,
    Optional<String> licence,
    Optional<PageUrl> canonical) {

  /** What a page states that states nothing. */
  public static final Stated NOTHING =
      new Stated(
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public Stated {
    authors = List.copyOf(authors);
  }

  /** The same, with another canonical address. */
  public Stated withCanonical(Optional<PageUrl> address) {
    return new Stated(
        title, authors, published, modified, siteName, languageHint, licence, address);
  }

  /** The authors in one line, apart by {@code "; "}. */
  public Optional<String> author() {
    return authors.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", authors));
  }
}
