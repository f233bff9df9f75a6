package dev.sluice.testweb.site;

import dev.sluice.testweb.model.Reply;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pages and redirects written by hand, by request target. */
public final class FixedPages implements PageSource {
  private final String baseUrl;
  private final Map<String, Reply> replies;

  public FixedPages(String baseUrl, Map<String, Reply> replies) {
    this.baseUrl = baseUrl;
    this.replies = new LinkedHashMap<>(replies);
  }

  @Override
  public Optional<Reply> reply(String target) {
    Reply exact = replies.get(target);
    return Optional.ofNullable(exact != null ? exact : replies.get(path(target)));
  }

  @Override
  public List<String> links(String target) {
    Optional<Reply> reply = reply(target);
    Optional<String> location = reply.flatMap(r -> r.header("Location"));
    if (location.isPresent()) {
      return List.of(location.get());
    }
    boolean html = reply.flatMap(r -> r.header("Content-Type")).orElse("").startsWith("text/html");
    if (!html) {
      return List.of();
    }
    String page = new String(reply.orElseThrow().body(), StandardCharsets.UTF_8);
    return LinkReader.links(baseUrl + target.substring(1), page);
  }

  static String path(String target) {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }
}
