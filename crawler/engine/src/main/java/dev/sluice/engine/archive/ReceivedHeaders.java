package dev.sluice.engine.archive;

import dev.sluice.pages.model.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The header of an answer as the server sent it. Crawlers that keep decoded bodies, Common Crawl's
 * among them, keep what the server said of the codings under names that begin with {@code
 * X-Crawler-}.
 */
final class ReceivedHeaders {

  private static final String KEPT = "x-crawler-";
  private static final Set<String> OF_CODING =
      Set.of("content-encoding", "transfer-encoding", "content-length");

  private ReceivedHeaders() {}

  /** The header with what the server said in place of what the crawler says. */
  static Headers of(Headers archived) {
    List<Headers.Field> fields = new ArrayList<>();
    for (Headers.Field field : archived.fields()) {
      String name = field.name().toLowerCase(Locale.ROOT);
      if (name.startsWith(KEPT) && OF_CODING.contains(name.substring(KEPT.length()))) {
        fields.add(new Headers.Field(field.name().substring(KEPT.length()), field.value()));
      } else if (!OF_CODING.contains(name) || archived.first(KEPT + name).isEmpty()) {
        fields.add(field);
      }
    }
    return new Headers(fields);
  }
}
