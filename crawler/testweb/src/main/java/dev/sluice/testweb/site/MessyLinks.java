package dev.sluice.testweb.site;

import dev.sluice.testweb.model.Reply;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A page with links as people write them, and the pages that they lead to. */
public final class MessyLinks {
  /** Where the links lead, below the site's base URL; every one of them exists. */
  public static final List<String> TARGETS =
      List.of(
          "messy/plain.html",
          "messy/plain.html?q=1&r=2",
          "messy/upper.html",
          "messy/dots.html",
          "messy/above.html",
          "messy/with%20space.html",
          "messy/%E4%B8%AD%E6%96%87.html",
          "messy/caf%C3%A9.html",
          "messy/trimmed.html",
          "messy/schemeless.html",
          "messy/based.html",
          "messy/under/leaf.html");

  private static final String BASED =
      """
      <!doctype html><html lang="en"><base href="/messy/under/"><title>Based</title>
      <p><a href="leaf.html">A leaf below the base</a></p></html>
      """;

  private MessyLinks() {}

  /** The page at {@code path} and all pages it links to, by request target. */
  public static Map<String, Reply> pages(String path, String baseUrl) {
    Map<String, Reply> pages = new LinkedHashMap<>();
    for (String target : TARGETS) {
      pages.put("/" + target, Reply.html("<!doctype html><title>Here</title><p>Well found.</p>"));
    }
    pages.put("/messy/based.html", Reply.html(BASED));
    pages.put(path, Reply.html(html(baseUrl)));
    return pages;
  }

  private static String html(String baseUrl) {
    String authority = URI.create(baseUrl).getAuthority();
    String host = URI.create(baseUrl).getHost();
    return """
    <!doctype html><html lang="en"><title>Messy links</title>
    <p><a href="/messy/plain.html">one</a> <a href="/messy/plain.html">again</a>
    <a href="/messy/plain.html#part">with fragment</a> <a href="#top">only fragment</a>
    <a href="/messy/plain.html?q=1&amp;r=2">entity</a>
    <a HREF="HTTP://%1$s/messy/upper.html">upper case</a>
    <a href="http://%2$s:80/messy/default-port.html">default port</a>
    <a href="/messy/deep/er/../../dots.html">dots</a> <a href="/../../messy/above.html">above</a>
    <a href="/messy/with space.html">space</a> <a href="/messy/中文.html">Chinese</a>
    <a href="/messy/café.html">accent</a>
    <a href="
       /messy/trimmed.html
    ">trimmed</a>
    <a href="//%3$s/messy/schemeless.html">no scheme</a> <a href="/messy/based.html">based</a>
    <a href="mailto:a@example.org">mail</a> <a href="javascript:void(0)">script</a>
    <a href="tel:+123">phone</a> <a name="nowhere">no href</a></p></html>
    """
        .formatted(authority.toUpperCase(Locale.ROOT), host, authority);
  }
}
