package dev.sluice.pages.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Somebody's demand that pages be used no more.
 *
 * @param id its name in the data folder, such as {@code T12}
 * @param kind what {@code what} is
 * @param what a URL in normal form, the beginning of URLs, a host, a domain, or a digest in
 *     hexadecimal digits
 * @param reason why, as whoever wrote it down said it
 * @param asker who asked; may be empty
 * @param at when it was written down
 * @param withdrawn when and why it ended; empty while it stands
 * @param removals what was removed from the store for it, the first removal first
 */
public record Takedown(
    String id,
    Kind kind,
    String what,
    String reason,
    String asker,
    Instant at,
    Optional<Note> withdrawn,
    List<Note> removals) {

  /** What a demand names. */
  public enum Kind {
    /** One page: all its captures. */
    URL("url"),
    /** All pages whose URLs begin alike. */
    PREFIX("url"),
    /** All pages of a host. */
    SITE("site"),
    /** All pages of a host and of all hosts below it. */
    DOMAIN("site"),
    /** All captures with a body of this SHA-256. */
    BODY("body"),
    /** All captures whose main text has this XXH3-128. */
    TEXT("text");

    private final String rule;

    Kind(String rule) {
      this.rule = rule;
    }

    /** The last part of the name under which an export counts what it keeps out. */
    public String rule() {
      return rule;
    }

    /** Its name in lower case. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Something that was done, and what there is to say of it. */
  public record Note(Instant at, String text) {}

  /** What a demand is for: its kind, and what of that kind. */
  public record Target(Kind kind, String what) {}

  public Takedown {
    removals = List.copyOf(removals);
  }

  /** Whether it is to be heeded. */
  public boolean stands() {
    return withdrawn.isEmpty();
  }

  /** The same, withdrawn. */
  public Takedown withdrawn(Note note) {
    return new Takedown(id, kind, what, reason, asker, at, Optional.of(note), removals);
  }

  /** The same, with a removal more. */
  public Takedown removed(Note note) {
    List<Note> all = new ArrayList<>(removals);
    all.add(note);
    return new Takedown(id, kind, what, reason, asker, at, withdrawn, all);
  }

  /**
   * The URLs that it names, those of both schemes: who wants a page out wants it out under {@code
   * http} and {@code https}. None if it names a digest.
   */
  public List<UrlRange> urls() {
    return switch (kind) {
      case URL -> schemes().map(UrlRange::of).toList();
      case PREFIX -> schemes().map(UrlRange::beginningWith).toList();
      case SITE -> List.of(UrlRange.ofHost(what));
      case DOMAIN -> List.of(UrlRange.ofDomain(what));
      case BODY, TEXT -> List.of();
    };
  }

  private Stream<PageUrl> schemes() {
    return bothSchemes(PageUrl.parse(what));
  }

  /** A URL, and the same one under the other scheme if it has the usual port. */
  static Stream<PageUrl> bothSchemes(PageUrl url) {
    boolean isUsual = url.port() == 80 || url.port() == 443;
    return isUsual
        ? Stream.of(
            new PageUrl("http", url.host(), 80, url.pathAndQuery()),
            new PageUrl("https", url.host(), 443, url.pathAndQuery()))
        : Stream.of(url);
  }
}
