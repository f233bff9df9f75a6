package dev.sluice.engine.archive;

import dev.sluice.engine.fetch.ArchivedBody;
import dev.sluice.engine.model.FetchResult.Answer;
import dev.sluice.engine.model.ImportSettings;
import dev.sluice.engine.parse.PageParser;
import dev.sluice.engine.parse.UrlNormalizer;
import dev.sluice.engine.robots.RobotsRules;
import dev.sluice.pages.archive.ArchiveDigest;
import dev.sluice.pages.archive.ArchiveRecord;
import dev.sluice.pages.archive.HttpMessage;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.Change;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.Directive;
import dev.sluice.pages.model.Headers;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.Provenance;
import dev.sluice.pages.model.RawPage;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Makes captures of records that hold a page. Safe for use by several threads. */
final class RecordReader {

  private static final String FILE_TAG = "warc";
  private static final String OFFSET_TAG = "warc-offset";
  private static final String CONTENT_TYPE = "Content-Type";
  private static final int OK = 200;
  private static final int MOST_LATENCY_DIGITS = 10;

  private final ImportSettings settings;
  private final ServerFiles servers;
  private final UrlNormalizer normalizer = new UrlNormalizer();
  private final PageParser parser = new PageParser(normalizer, RobotsRules.PRODUCT_TOKEN);

  RecordReader(ImportSettings settings, ServerFiles servers) {
    this.settings = settings;
    this.servers = servers;
  }

  /** The URL of a record in normal form; nothing if it is none of a web page. */
  Optional<PageUrl> url(ArchiveRecord record) {
    return normalizer.normalize(withoutBrackets(record.field("WARC-Target-URI")));
  }

  /** Some writers put it between angle brackets, as the grammar of WARC 1.0 has it. */
  static String withoutBrackets(String uri) {
    return uri.startsWith("<") && uri.endsWith(">") ? uri.substring(1, uri.length() - 1) : uri;
  }

  /** When the answer of a record came. */
  static Instant time(ArchiveRecord record) throws UnreadableRecordException {
    String written = record.field("WARC-Date");
    return ArchiveTime.parse(written)
        .orElseThrow(
            () -> new UnreadableRecordException("its WARC-Date is no time: '" + written + "'"));
  }

  /** What a record of a page says. */
  ReadPage read(PageRecord of) throws UnreadableRecordException {
    ArchiveRecord record = of.record();
    return record.type().equals("response") ? response(of) : text(of);
  }

  private ReadPage response(PageRecord of) throws UnreadableRecordException {
    byte[] block = of.record().block();
    HttpMessage http =
        HttpMessage.parse(block)
            .orElseThrow(() -> new UnreadableRecordException("it holds no HTTP answer"));
    Headers headers = ReceivedHeaders.of(http.headers());
    ArchivedBody body =
        ArchivedBody.of(block, http.bodyOffset(), http.headers(), settings.maxBodyBytes());
    return page(of, http.status(), headers, body);
  }

  /** A record that holds a page without an HTTP header, such as the texts of WET files. */
  private ReadPage text(PageRecord of) throws UnreadableRecordException {
    String written = of.record().field(CONTENT_TYPE);
    // A conversion's text is UTF-8; where that is not said, nobody should have to guess.
    boolean bare = written.equalsIgnoreCase("text/plain") && of.record().type().equals("conversion");
    String type = bare ? "text/plain; charset=UTF-8" : written;
    Headers headers =
        type.isEmpty()
            ? Headers.NONE
            : new Headers(List.of(new Headers.Field(CONTENT_TYPE, type)));
    byte[] block = of.record().block();
    return page(of, OK, headers, ArchivedBody.of(block, 0, Headers.NONE, settings.maxBodyBytes()));
  }

  private ReadPage page(PageRecord of, int status, Headers headers, ArchivedBody body)
      throws UnreadableRecordException {
    ArchiveRecord record = of.record();
    String digest = record.field("WARC-Block-Digest");
    boolean wrong =
        !record.cut() && !ArchiveDigest.matches(digest, record.block()).orElse(true);
    boolean truncated =
        body.truncated() || record.cut() || record.fields().first("WARC-Truncated").isPresent();
    RawPage page = page(of, status, headers, body.bytes(), truncated);
    return new ReadPage(page, Optional.empty(), wrong);
  }

  /** The capture of a record whose answer and body are known. */
  RawPage page(PageRecord of, int status, Headers headers, byte[] body, boolean truncated)
      throws UnreadableRecordException {
    Instant time = time(of.record());
    String address = of.record().field("WARC-IP-Address");
    Duration latency = latency(of.metadata());
    Answer answer =
        new Answer(status, headers, body, truncated, address, false, latency, time);
    Capture capture =
        new Capture(
            new CaptureKey(of.url(), time),
            status,
            headers,
            ContentHash.of(body),
            body.length,
            truncated,
            address,
            latency,
            false,
            Change.FIRST,
            directives(of.url(), answer),
            provenance(of));
    return new RawPage(capture, body);
  }

  private List<Directive> directives(PageUrl url, Answer answer) {
    Set<Directive> all = new LinkedHashSet<>();
    if (!answer.redirect()) {
      all.addAll(parser.directives(url, answer));
    }
    all.addAll(servers.directives(url));
    return List.copyOf(all);
  }

  private static Duration latency(Headers metadata) {
    String written = metadata.first("fetchTimeMs").orElse("");
    boolean number = written.matches("[0-9]{1," + MOST_LATENCY_DIGITS + "}");
    return number ? Duration.ofMillis(Long.parseLong(written)) : Duration.ZERO;
  }

  private Provenance provenance(PageRecord of) {
    Map<String, String> tags = new TreeMap<>();
    tags.put(FILE_TAG, of.source().tag());
    tags.put(OFFSET_TAG, Long.toString(of.record().offset()));
    tags.putAll(settings.tags());
    String hops = of.metadata().first("hopsFromSeed").orElse("");
    Optional<PageUrl> via = of.metadata().first("via").flatMap(normalizer::normalize);
    return new Provenance(
        hops.length(), settings.seed().orElse(ImportSettings.SEED), tags, via);
  }
}
