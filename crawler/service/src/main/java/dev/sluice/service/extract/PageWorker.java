package dev.sluice.service.extract;

import dev.sluice.corpus.model.Decoded;
import dev.sluice.corpus.model.ExtractSettings;
import dev.sluice.corpus.model.Extracted;
import dev.sluice.corpus.model.LanguageLabel;
import dev.sluice.corpus.model.PageFunctions;
import dev.sluice.engine.CrawlRecords;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.RawPage;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Makes a page's line of the output; safe for use by several threads. */
final class PageWorker {

  private static final PageUrl NO_ADDRESS = PageUrl.parse("http://unknown.invalid/");

  private final PageFunctions functions;
  private final Optional<String> onlyUrl;
  private final ExtractSettings settings;
  private final boolean allFields;
  private final JsonFactory factory = new JsonFactory();

  /**
   * @param onlyUrl the address of the only page
   * @param settings how the text is chosen and written
   * @param allFields whether a line holds all that was found out
   */
  PageWorker(
      PageFunctions functions,
      Optional<String> onlyUrl,
      ExtractSettings settings,
      boolean allFields) {
    this.functions = functions;
    this.onlyUrl = onlyUrl;
    this.settings = settings;
    this.allFields = allFields;
  }

  /**
   * The page's line. A page that cannot be read has one, too, and so has a page that brings out a
   * defect of ours: it must not keep the user from all others.
   */
  ExtractedLine line(PageSource source) {
    try {
      return line(source.read());
    } catch (UnreadablePageException unreadable) {
      return failure(source.id(), unreadable.reason());
    } catch (RuntimeException | StackOverflowError defect) {
      String kind = defect.getClass().getSimpleName();
      return failure(source.id(), source.id() + ": a defect of the program: " + kind);
    }
  }

  private ExtractedLine line(SourcePage page) {
    Optional<PageUrl> url = onlyUrl.or(page::url).flatMap(CrawlRecords::normalize);
    RawPage raw = raw(page, url.orElse(NO_ADDRESS));
    Decoded decoded = functions.decoder().decode(raw);
    Extracted content =
        functions.extractor().extract(decoded.text(), "text/html", raw.capture().url(), settings);
    LanguageLabel language = functions.languages().identify(content.text());
    byte[] json =
        json(
            writer -> {
              writer.writeStringProperty("id", wellFormed(page.id()));
              text(writer, "title", content.title());
              writer.writeStringProperty("text", wellFormed(content.text()));
              writer.writeStringProperty("language", language.code());
              writer.writeStringProperty("charset", decoded.charset());
              if (allFields) {
                more(writer, url, decoded, content, language);
              }
            });
    return new ExtractedLine(json, content.text().length(), "");
  }

  private static void more(
      JsonGenerator writer,
      Optional<PageUrl> url,
      Decoded decoded,
      Extracted content,
      LanguageLabel language) {
    text(writer, "url", url.map(PageUrl::toString));
    text(writer, "author", content.stated().author());
    text(writer, "published", content.stated().published());
    text(writer, "site_name", content.stated().siteName());
    text(writer, "language_hint", content.languageHint());
    writer.writeStringProperty("language_script", language.script());
    writer.writeNumberProperty("language_score", language.score());
    writer.writeStringProperty("charset_evidence", decoded.evidence().name());
    writer.writeNumberProperty("replaced_share", decoded.replacedShare());
    writer.writeArrayPropertyStart("text_notes");
    content.notes().forEach(writer::writeString);
    writer.writeEndArray();
  }

  private ExtractedLine failure(String id, String reason) {
    byte[] json =
        json(
            writer -> {
              writer.writeStringProperty("id", wellFormed(id));
              writer.writeNullProperty("title");
              writer.writeStringProperty("text", "");
              writer.writeNullProperty("language");
              writer.writeNullProperty("charset");
              writer.writeStringProperty("error", wellFormed(reason));
            });
    return new ExtractedLine(json, 0, reason);
  }

  private interface Content {
    void write(JsonGenerator writer);
  }

  private byte[] json(Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
    try (JsonGenerator writer = factory.createGenerator(ObjectWriteContext.empty(), bytes)) {
      writer.writeStartObject();
      content.write(writer);
      writer.writeEndObject();
    }
    bytes.write('\n');
    return bytes.toByteArray();
  }

  private static void text(JsonGenerator writer, String name, Optional<String> value) {
    if (value.isPresent()) {
      writer.writeStringProperty(name, wellFormed(value.get()));
    } else {
      writer.writeNullProperty(name);
    }
  }

  /** The text with U+FFFD for halves of surrogate pairs, which UTF-8 has no bytes for. */
  static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        int c = text.codePointAt(i);
        if (!Character.isSupplementaryCodePoint(c)) {
          return repaired(text);
        }
        i++;
      }
    }
    return text;
  }

  private static String repaired(String text) {
    StringBuilder whole = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? '\uFFFD' : c)
        .forEach(whole::appendCodePoint);
    return whole.toString();
  }

  private static RawPage raw(SourcePage page, PageUrl url) {
    String type =
        page.charset().map(charset -> "text/html; charset=" + charset).orElse("text/html");
    return RawPage.uncrawled(url, type, page.body());
  }
}
