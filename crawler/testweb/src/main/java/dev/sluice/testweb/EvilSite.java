package dev.sluice.testweb;

import dev.sluice.testweb.model.Evil;
import dev.sluice.testweb.model.Evil.Expectation;
import dev.sluice.testweb.model.Evil.Kind;
import dev.sluice.testweb.model.Fault;
import dev.sluice.testweb.model.Reply;
import dev.sluice.testweb.model.TrapKind;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A site with one evil, before its address is known.
 *
 * @param path where the evil is
 */
record EvilSite(
    String name,
    Kind kind,
    String description,
    String path,
    Expectation expectation,
    Consumer<SiteBuilder> features) {
  static final String PATH = "/evil";

  private static final String PAGE =
      "<!doctype html><html lang=\"en\"><title>Behind</title><p>"
          + "The page that the evil stands in front of. ".repeat(50)
          + "</p></html>";

  /** Three attempts each at robots.txt, the front page, other well-known files, and the evil. */
  private static final int MOST_REQUESTS = 12;

  /** What a crawler may spend on a site that has no end. */
  static final int MOST_REQUESTS_IN_TRAP = 150;

  /** A page that misbehaves, behind a good front page. */
  static EvilSite fault(
      Kind kind, String name, String description, Fault fault, String... outcomes) {
    return of(kind, name, description, s -> s.page(PATH, PAGE).fault(PATH, fault), outcomes);
  }

  /** A page with this answer, behind a good front page. */
  static EvilSite page(
      Kind kind, String name, String description, Reply reply, String... outcomes) {
    return of(kind, name, description, s -> s.page(PATH, reply), outcomes);
  }

  /** A redirect to this place, behind a good front page. */
  static EvilSite redirect(String name, String location) {
    String shown = location.length() > 60 ? location.substring(0, 60) + "..." : location;
    return of(
        Kind.REDIRECT, name, "a redirect to " + shown, s -> s.redirect(PATH, 302, location), "302");
  }

  /** A good front page that leads to a page with these features. */
  static EvilSite of(
      Kind kind,
      String name,
      String description,
      Consumer<SiteBuilder> features,
      String... outcomes) {
    Expectation expectation = new Expectation(Set.of(outcomes), MOST_REQUESTS);
    return new EvilSite(name, kind, description, PATH, expectation, features.andThen(front(PATH)));
  }

  static EvilSite trap(String name, String description, TrapKind trap) {
    return new EvilSite(
        name,
        Kind.TRAP,
        description,
        "/trap/",
        new Expectation(Set.of("200"), MOST_REQUESTS_IN_TRAP),
        front("/trap/").andThen(s -> s.trap("/trap/", trap)));
  }

  /** An evil robots.txt, which decides on the front page. */
  static EvilSite robots(
      String name, String description, Consumer<SiteBuilder> features, String... outcomes) {
    return new EvilSite(
        name,
        Kind.ROBOTS,
        description,
        "/",
        new Expectation(Set.of(outcomes), MOST_REQUESTS),
        features.andThen(s -> s.page("/", PAGE)));
  }

  EvilSite withMostRequests(int most) {
    return new EvilSite(
        name, kind, description, path, new Expectation(expectation.outcomes(), most), features);
  }

  EvilSite at(String otherPath, Consumer<SiteBuilder> otherFeatures) {
    return new EvilSite(name, kind, description, otherPath, expectation, otherFeatures);
  }

  private static Consumer<SiteBuilder> front(String path) {
    return s ->
        s.page(
            "/",
            "<!doctype html><html lang=\"en\"><title>Front</title><p>A good page."
                + " <a href=\"%s\">The evil one</a></p></html>".formatted(path));
  }

  Evil at(String url) {
    return new Evil(name, url, kind, description, expectation);
  }
}
