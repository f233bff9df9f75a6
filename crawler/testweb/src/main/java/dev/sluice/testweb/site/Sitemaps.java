package dev.sluice.testweb.site;

import dev.sluice.testweb.model.Reply;
import dev.sluice.testweb.model.SitemapEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** Sitemap files (sitemaps.org, 0.9); those whose path ends in {@code .gz} are gzip files. */
public final class Sitemaps {
  private static final String XML =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <%1$s xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
      %2$s</%1$s>
      """;

  private Sitemaps() {}

  /** A list of pages. */
  public static Reply pages(String path, Addresses addresses, List<SitemapEntry> entries) {
    return file(path, XML.formatted("urlset", elements("url", addresses, entries)));
  }

  /** A list of sitemaps. */
  public static Reply index(String path, Addresses addresses, List<SitemapEntry> entries) {
    return file(path, XML.formatted("sitemapindex", elements("sitemap", addresses, entries)));
  }

  private static String elements(String name, Addresses addresses, List<SitemapEntry> entries) {
    return entries.stream()
        .map(
            entry ->
                "<%1$s><loc>%2$s</loc>%3$s%4$s</%1$s>\n"
                    .formatted(
                        name,
                        addresses.fill(entry.location()).replace("&", "&amp;"),
                        element("lastmod", entry.lastModified()),
                        element("changefreq", entry.changeFrequency())))
        .collect(Collectors.joining());
  }

  private static String element(String name, Optional<String> value) {
    return value.map(text -> "<%1$s>%2$s</%1$s>".formatted(name, text)).orElse("");
  }

  private static Reply file(String path, String xml) {
    byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
    if (!path.endsWith(".gz")) {
      return Reply.of("application/xml", bytes);
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory is always writable", e);
    }
    return Reply.of("application/gzip", packed.toByteArray());
  }
}
