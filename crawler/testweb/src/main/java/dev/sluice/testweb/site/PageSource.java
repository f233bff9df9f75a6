package dev.sluice.testweb.site;

import dev.sluice.testweb.model.PageTruth;
import dev.sluice.testweb.model.Reply;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Some of the pages of a site. */
public interface PageSource {
  /** The answer for a request target, if it is one of these pages. */
  Optional<Reply> reply(String target);

  /** Where the page at this target leads: absolute URLs, or paths on the same site. */
  List<String> links(String target);

  /** Whether the target is where an endless part of the site begins. */
  default boolean isTrap(String target) {
    return false;
  }

  /** What is known about the generated pages. */
  default Stream<PageTruth> truths() {
    return Stream.empty();
  }
}
