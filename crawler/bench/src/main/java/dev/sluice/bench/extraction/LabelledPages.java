package dev.sluice.bench.extraction;

import dev.sluice.corpus.charset.PageDecoder;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.RawPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A folder of labelled pages: {@code html/ID.html} as fetched, {@code pages.jsonl} with what an
 * extractor may know (url, charset hint), {@code truth.jsonl} with what it may not, and {@code
 * lite.ids}, a small choice of them.
 */
final class LabelledPages {

  /**
   * Sets whose truth is not a person's: shown, but not counted, and nothing is learnt from them.
   */
  static final Set<String> NOT_COUNTED = Set.of("readability");

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Path folder;
  private final PageDecoder decoder = new PageDecoder();

  LabelledPages(Path folder) {
    this.folder = folder;
  }

  /** Reads all labels, or those of the small choice. */
  List<LabelledPage> read(boolean lite) throws IOException {
    Set<String> ids = lite ? Set.copyOf(Files.readAllLines(folder.resolve("lite.ids"))) : Set.of();
    Map<String, String> hints = new HashMap<>();
    for (String line : Files.readAllLines(folder.resolve("pages.jsonl"))) {
      JsonNode page = JSON.readTree(line);
      hints.put(text(page, "id"), text(page, "charset_hint"));
    }
    List<LabelledPage> pages = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("truth.jsonl"))) {
      if (!line.isBlank()) {
        LabelledPage page = page(JSON.readTree(line), hints);
        if (ids.isEmpty() || ids.contains(page.id())) {
          pages.add(page);
        }
      }
    }
    return pages;
  }

  private static LabelledPage page(JsonNode truth, Map<String, String> hints) {
    String id = text(truth, "id");
    return new LabelledPage(
        id,
        text(truth, "url"),
        hints.getOrDefault(id, ""),
        text(truth, "dataset"),
        text(truth, "lang"),
        text(truth, "page_type"),
        text(truth, "site"),
        text(truth, "text"),
        texts(truth, "with"),
        texts(truth, "without"));
  }

  private static String text(JsonNode node, String name) {
    JsonNode value = node.get(name);
    return value == null || !value.isString() ? "" : value.stringValue();
  }

  private static List<String> texts(JsonNode node, String name) {
    List<String> found = new ArrayList<>();
    JsonNode values = node.get(name);
    if (values != null) {
      values.forEach(value -> found.add(value.stringValue()));
    }
    return found;
  }

  /** The page as a crawl would have stored it. */
  RawPage raw(LabelledPage page) throws IOException {
    byte[] body = Files.readAllBytes(folder.resolve("html").resolve(page.id() + ".html"));
    String charset = page.charsetHint().isEmpty() ? "" : "; charset=" + page.charsetHint();
    return RawPage.uncrawled(address(page), "text/html" + charset, body);
  }

  /** Its address; one of its own if it is not known. */
  static PageUrl address(LabelledPage page) {
    try {
      return PageUrl.parse(page.url());
    } catch (IllegalArgumentException unknown) {
      return PageUrl.parse("http://unknown.invalid/" + page.id());
    }
  }

  /** Its characters. */
  String characters(LabelledPage page) throws IOException {
    return decoder.decode(raw(page)).text();
  }
}
