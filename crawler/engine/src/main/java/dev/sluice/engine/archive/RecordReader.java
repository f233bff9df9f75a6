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
import dev.sluice.pages.warc.CaptureFields;
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

  /** What the head of an answer adds to a body. */
  static final int HEAD_BYTES = 1 << 20;

  private static final String FILE_TAG = "warc";
  private static final String OFFSET_TAG = "warc-offset";
  private static final String CONTENT_TYPE = "Content-Type";
  private static final String NO_ANSWER = "it holds no HTTP answer";
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

  /**
   * What names the capture of a record.
   *
   * @throws UnreadableRecordException if {@link #read} would throw it
   */
  static CaptureKey key(PageRecord of) throws UnreadableRecordException {
    boolean http = of.record().type().equals("response");
    if (http && HttpMessage.parse(of.record().block()).isEmpty()) {
      throw new UnreadableRecordException(NO_ANSWER);
    }
    CaptureFields fields = of.fields();
    PageUrl url = fields.isOurs() ? fields.url().orElse(of.url()) : of.url();
    return new CaptureKey(url, time(of.record()));
  }

  /** What a record of a page says. */
  ReadPage read(PageRecord of) throws UnreadableRecordException {
    ArchiveRecord record = of.record();
    return record.type().equals("response") ? response(of) : text(of);
  }

  private ReadPage response(PageRecord of) throws UnreadableRecordException {
    byte[] block = of.record().block();
    HttpMessage http =
        HttpMessage.parse(block).orElseThrow(() -> new UnreadableRecordException(NO_ANSWER));
    Headers headers = ReceivedHeaders.of(http.headers());
    ArchivedBody body =
        ArchivedBody.of(block, http.bodyOffset(), http.headers(), settings.maxBodyBytes());
    return page(of, http.status(), headers, body);
  }

  /** A record that holds a page without an HTTP header, such as the texts of WET files. */
  private ReadPage text(PageRecord of) throws UnreadableRecordException {
    String written = of.record().field(CONTENT_TYPE);
    // A conversion's text is UTF-8; where that is not said, nobody should have to guess.
    boolean bare =
        written.equalsIgnoreCase("text/plain") && of.record().type().equals("conversion");
    String type = bare ? "text/plain; charset=UTF-8" : written;
    Headers headers =
        type.isEmpty() ? Headers.NONE : new Headers(List.of(new Headers.Field(CONTENT_TYPE, type)));
    byte[] block = of.record().block();
    return page(of, OK, headers, ArchivedBody.of(block, 0, Headers.NONE, settings.maxBodyBytes()));
  }

  private ReadPage page(PageRecord of, int status, Headers headers, ArchivedBody body)
      throws UnreadableRecordException {
    ArchiveRecord record = of.record();
    String digest = record.field("WARC-Block-Digest");
    boolean wrong = !record.cut() && !ArchiveDigest.matches(digest, record.block()).orElse(true);
    boolean truncated =
        body.truncated() || record.cut() || record.fields().first("WARC-Truncated").isPresent();
    RawPage page = page(of, status, headers, body.bytes(), truncated);
    return new ReadPage(page, change(of, page), wrong);
  }

  /** How a page stands to the capture before it, if its archive is one of Sluice. */
  static Optional<Change> change(PageRecord of, RawPage page) {
    return of.fields().isOurs() ? Optional.of(page.capture().change()) : Optional.empty();
  }

  /** The capture of a record whose answer and body are known. */
  RawPage page(PageRecord of, int status, Headers headers, byte[] body, boolean truncated)
      throws UnreadableRecordException {
    Instant time = time(of.record());
    String address = of.record().field("WARC-IP-Address");
    Duration latency = latency(of.metadata());
    Answer answer = new Answer(status, headers, body, truncated, address, false, latency, time);
    CaptureFields known = of.fields();
    Capture told = told(of, answer);
    return new RawPage(known.isOurs() ? ours(known.complete(told)) : told, body);
  }

  /** What the record alone tells of a capture. */
  private Capture told(PageRecord of, Answer answer) {
    boolean ours = of.fields().isOurs();
    return new Capture(
        new CaptureKey(of.url(), answer.endedAt()),
        answer.status(),
        answer.headers(),
        ContentHash.of(answer.body()),
        answer.body().length,
        answer.truncated(),
        answer.address(),
        answer.latency(),
        false,
        Change.FIRST,
        ours ? List.of() : directives(of.url(), answer),
        provenance(of));
  }

  /** A capture of Sluice, as it was, but for what the user says. */
  private Capture ours(Capture capture) {
    Map<String, String> tags = new TreeMap<>(capture.tags());
    tags.putAll(settings.tags());
    String seed = settings.seed().orElse(capture.seed());
    return capture.withProvenance(new Provenance(capture.depth(), seed, tags, capture.foundOn()));
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
    tags.put(FILE_TAG, of.tag());
    tags.put(OFFSET_TAG, Long.toString(of.record().offset()));
    tags.putAll(settings.tags());
    String hops = of.metadata().first("hopsFromSeed").orElse("");
    Optional<PageUrl> via = of.metadata().first("via").flatMap(normalizer::normalize);
    return new Provenance(hops.length(), settings.seed().orElse(ImportSettings.SEED), tags, via);
  }
}
