package dev.sluice.corpus.shard;

import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.Extracted;
import dev.sluice.corpus.model.LanguageLabel;
import dev.sluice.corpus.model.LedgerRow;
import dev.sluice.corpus.model.Measured;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.OlderDocument;
import dev.sluice.corpus.model.PageChange;
import dev.sluice.corpus.model.Remainder;
import dev.sluice.corpus.model.Signature;
import dev.sluice.corpus.model.SiteFacts;
import dev.sluice.corpus.model.SiteTemplate;
import dev.sluice.corpus.model.Stated;
import dev.sluice.corpus.model.TemplateLimits;
import dev.sluice.corpus.model.TextHash;
import dev.sluice.corpus.model.TextRange;
import dev.sluice.pages.codec.RowReader;
import dev.sluice.pages.codec.RowWriter;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.PageUrl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The rows of segments as bytes: fields in the order in which the code names them. */
public final class SegmentRows {

  private static final int VERSION = 6;

  private SegmentRows() {}

  public static byte[] document(Document document) {
    RowWriter out = new RowWriter(VERSION);
    key(out, document.key());
    provenance(out, document.provenance());
    content(out, document.content());
    out.text(document.charset());
    language(out, document.language());
    out.number(document.textHash().high()).number(document.textHash().low());
    out.number(document.measurements().size());
    document.measurements().forEach(measurement -> measurement(out, measurement));
    optional(out, document.change().map(PageChange::name));
    return out.toBytes();
  }

  public static Document document(byte[] row) {
    RowReader in = reader(row);
    CaptureKey key = key(in);
    Document document =
        new Document(
            Document.id(key),
            key,
            provenance(in),
            content(in),
            in.text(),
            language(in),
            new TextHash(in.number(), in.number()),
            measurements(in),
            1,
            1,
            optional(in).map(PageChange::valueOf));
    in.end();
    return document;
  }

  public static byte[] signature(Signature signature) {
    RowWriter out = new RowWriter(VERSION).number(signature.capture());
    key(out, new CaptureKey(signature.url(), signature.fetchedAt()));
    out.number(signature.textHash().high())
        .number(signature.textHash().low())
        .number(signature.textBytes())
        .number(signature.characters())
        .text(signature.language())
        .bytes(signature.bodyHash().bytes());
    optional(out, signature.canonical().map(PageUrl::toString));
    out.text(signature.seed()).number(signature.scores().size());
    new TreeMap<>(signature.scores())
        .forEach((name, score) -> out.text(name).number(Double.doubleToLongBits(score)));
    return out.toBytes();
  }

  public static Signature signature(byte[] row) {
    RowReader in = reader(row);
    long capture = in.number();
    CaptureKey key = key(in);
    TextHash hash = new TextHash(in.number(), in.number());
    Signature signature =
        new Signature(
            capture,
            Document.id(key),
            key.url(),
            key.fetchedAt(),
            hash,
            in.smallNumber(),
            in.smallNumber(),
            in.text(),
            ContentHash.fromBytes(in.bytes()),
            optional(in).map(PageUrl::parse),
            in.text(),
            scores(in));
    in.end();
    return signature;
  }

  private static Map<String, Double> scores(RowReader in) {
    int count = in.smallNumber();
    Map<String, Double> scores = new HashMap<>();
    for (int i = 0; i < count; i++) {
      scores.put(in.text(), Double.longBitsToDouble(in.number()));
    }
    return scores;
  }

  public static byte[] row(LedgerRow row) {
    RowWriter out = new RowWriter(VERSION);
    key(out, row.key());
    out.number(row.bodyBytes()).number(row.characters());
    out.text(row.language()).text(row.beginning());
    out.number(row.measurements().size());
    row.measurements().forEach(measurement -> measurement(out, measurement));
    out.flag(row.drop().isPresent());
    row.drop()
        .ifPresent(
            drop -> {
              out.text(drop.step());
              measurement(out, drop.cause());
            });
    return out.toBytes();
  }

  public static LedgerRow row(byte[] row) {
    RowReader in = reader(row);
    CaptureKey key = key(in);
    LedgerRow kept =
        new LedgerRow(
            Document.id(key),
            key,
            in.number(),
            in.number(),
            in.text(),
            in.text(),
            measurements(in),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    LedgerRow read = in.flag() ? kept.dropped(in.text(), measurement(in)) : kept;
    in.end();
    return read;
  }

  /** A row as it goes to the ledger. */
  public static byte[] settled(LedgerRow row) {
    RowWriter out = new RowWriter(VERSION).bytes(row(row));
    Optional<LedgerRow.Match> match = row.drop().flatMap(LedgerRow.Drop::match);
    out.flag(match.isPresent());
    match.ifPresent(it -> out.text(it.id()).text(it.url()).text(it.export()));
    out.flag(row.place().isPresent());
    row.place().ifPresent(place -> places(out, place));
    out.flag(row.cluster().isPresent());
    row.cluster().ifPresent(it -> out.text(it.id()).number(it.size()));
    return out.toBytes();
  }

  private static void places(RowWriter out, LedgerRow.Place first) {
    out.text(first.shard()).number(first.line()).number(first.further().size());
    first.further().forEach(it -> out.text(it.shard()).number(it.line()));
  }

  public static LedgerRow settled(byte[] bytes) {
    RowReader in = reader(bytes);
    LedgerRow row = row(in.bytes());
    if (in.flag()) {
      LedgerRow.Match match = new LedgerRow.Match(in.text(), in.text(), in.text());
      row = row.lostTo(match);
    }
    if (in.flag()) {
      row = row.in(places(in));
    }
    if (in.flag()) {
      row = row.of(new LedgerRow.Cluster(in.text(), in.smallNumber()));
    }
    in.end();
    return row;
  }

  private static LedgerRow.Place places(RowReader in) {
    LedgerRow.Place first = new LedgerRow.Place(in.text(), in.number());
    List<LedgerRow.Place> further = new ArrayList<>();
    for (int left = in.smallNumber(); left > 0; left--) {
      further.add(new LedgerRow.Place(in.text(), in.number()));
    }
    return first.with(further);
  }

  /** What was learned of a site. */
  public static byte[] facts(SiteFacts facts) {
    RowWriter out = new RowWriter(VERSION);
    facts(out, facts);
    return out.toBytes();
  }

  public static SiteFacts facts(byte[] row) {
    RowReader in = reader(row);
    SiteFacts facts = facts(in);
    in.end();
    return facts;
  }

  public static byte[] remainder(int place, Remainder left) {
    RowWriter out = new RowWriter(VERSION).number(place).number(left.characters());
    out.number(left.textHash().high()).number(left.textHash().low()).number(left.textBytes());
    out.number(left.removed().size());
    for (Remainder.Removed removed : left.removed()) {
      out.number(removed.step()).number(removed.pieces()).number(removed.characters());
    }
    out.number(left.cuts().size());
    left.cuts().forEach(cut -> out.number(cut.start()).number(cut.end() - cut.start()));
    return out.toBytes();
  }

  public static Map.Entry<Integer, Remainder> remainder(byte[] row) {
    RowReader in = reader(row);
    int place = in.smallNumber();
    long characters = in.number();
    TextHash hash = new TextHash(in.number(), in.number());
    int bytes = in.smallNumber();
    List<Remainder.Removed> removed = new ArrayList<>();
    for (int left = in.smallNumber(); left > 0; left--) {
      removed.add(new Remainder.Removed(in.smallNumber(), in.smallNumber(), in.number()));
    }
    List<TextRange> cuts = new ArrayList<>();
    for (int left = in.smallNumber(); left > 0; left--) {
      int start = in.smallNumber();
      cuts.add(new TextRange(start, start + in.smallNumber()));
    }
    in.end();
    return Map.entry(place, new Remainder(cuts, removed, characters, hash, bytes));
  }

  static byte[] counts(List<Integer> counts) {
    RowWriter out = new RowWriter(VERSION).number(counts.size());
    counts.forEach(out::number);
    return out.toBytes();
  }

  static List<Integer> counts(byte[] row) {
    RowReader in = reader(row);
    int count = in.smallNumber();
    List<Integer> counts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      counts.add(in.smallNumber());
    }
    in.end();
    return counts;
  }

  static byte[] site(SiteRow row) {
    RowWriter out = new RowWriter(VERSION).number(row.first()).number(row.end());
    facts(out, row.facts());
    out.flag(row.before().isPresent());
    row.before().ifPresent(before -> facts(out, before));
    return out.toBytes();
  }

  private static void facts(RowWriter out, SiteFacts facts) {
    optional(out, facts.charset());
    SiteTemplate template = facts.template();
    out.number(template.limits().pages())
        .number(Double.doubleToLongBits(template.limits().share()))
        .number(template.pages())
        .number(template.blocks().length);
    for (int i = 0; i < template.blocks().length; i++) {
      out.number(template.blocks()[i]).number(template.counts()[i]);
    }
  }

  static SiteRow site(byte[] row) {
    RowReader in = reader(row);
    long first = in.number();
    long end = in.number();
    SiteFacts facts = facts(in);
    SiteRow site =
        new SiteRow(first, end, facts, in.flag() ? Optional.of(facts(in)) : Optional.empty());
    in.end();
    return site;
  }

  private static SiteFacts facts(RowReader in) {
    return new SiteFacts(optional(in), template(in));
  }

  static byte[] older(OlderDocument older) {
    RowWriter out = new RowWriter(VERSION);
    key(out, older.key());
    return out.flag(older.isWithdrawn()).number(older.place() + 1L).text(older.why()).toBytes();
  }

  static OlderDocument older(byte[] row) {
    RowReader in = reader(row);
    OlderDocument older = new OlderDocument(key(in), in.flag(), in.smallNumber() - 1, in.text());
    in.end();
    return older;
  }

  private static SiteTemplate template(RowReader in) {
    TemplateLimits limits =
        new TemplateLimits(in.smallNumber(), Double.longBitsToDouble(in.number()));
    int pages = in.smallNumber();
    int count = in.smallNumber();
    long[] blocks = new long[count];
    int[] counts = new int[count];
    for (int i = 0; i < count; i++) {
      blocks[i] = in.number();
      counts[i] = in.smallNumber();
    }
    return new SiteTemplate(pages, blocks, counts, limits);
  }

  private static RowReader reader(byte[] row) {
    return new RowReader("segment", new byte[0], row, VERSION);
  }

  private static void key(RowWriter out, CaptureKey key) {
    out.text(key.url().toString()).instant(key.fetchedAt());
  }

  private static CaptureKey key(RowReader in) {
    return new CaptureKey(PageUrl.parse(in.text()), in.instant());
  }

  private static void provenance(RowWriter out, Document.Provenance from) {
    out.text(from.seed())
        .number(from.depth())
        .number(from.status())
        .text(from.mediaType())
        .bytes(from.bodyHash().bytes())
        .flag(from.truncated());
  }

  private static Document.Provenance provenance(RowReader in) {
    return new Document.Provenance(
        in.text(),
        in.smallNumber(),
        in.smallNumber(),
        in.text(),
        ContentHash.fromBytes(in.bytes()),
        in.flag());
  }

  private static void content(RowWriter out, Extracted content) {
    out.text(content.text());
    Stated stated = content.stated();
    optional(out, stated.title());
    texts(out, stated.authors());
    optional(out, stated.published());
    optional(out, stated.modified());
    optional(out, stated.siteName());
    optional(out, stated.languageHint());
    optional(out, stated.licence());
    optional(out, stated.canonical().map(PageUrl::toString));
    texts(out, content.notes());
  }

  private static Extracted content(RowReader in) {
    return new Extracted(in.text(), stated(in), texts(in));
  }

  private static Stated stated(RowReader in) {
    return new Stated(
        optional(in),
        texts(in),
        optional(in),
        optional(in),
        optional(in),
        optional(in),
        optional(in),
        optional(in).map(PageUrl::parse));
  }

  private static void texts(RowWriter out, List<String> texts) {
    out.number(texts.size());
    texts.forEach(out::text);
  }

  private static List<String> texts(RowReader in) {
    int count = in.smallNumber();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(in.text());
    }
    return texts;
  }

  private static void optional(RowWriter out, Optional<String> text) {
    out.flag(text.isPresent());
    text.ifPresent(out::text);
  }

  private static Optional<String> optional(RowReader in) {
    return in.flag() ? Optional.of(in.text()) : Optional.empty();
  }

  private static void language(RowWriter out, Optional<LanguageLabel> language) {
    out.flag(language.isPresent());
    language.ifPresent(
        label -> {
          out.text(label.code()).text(label.script());
          out.number(Double.doubleToLongBits(label.score()));
          shares(out, label.languages());
          shares(out, label.scripts());
        });
  }

  private static void shares(RowWriter out, List<LanguageLabel.Share> shares) {
    out.number(shares.size());
    shares.forEach(part -> out.text(part.name()).number(Double.doubleToLongBits(part.share())));
  }

  private static List<LanguageLabel.Share> shares(RowReader in) {
    int count = in.smallNumber();
    List<LanguageLabel.Share> shares = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      shares.add(new LanguageLabel.Share(in.text(), Double.longBitsToDouble(in.number())));
    }
    return shares;
  }

  private static Optional<LanguageLabel> language(RowReader in) {
    return in.flag()
        ? Optional.of(
            new LanguageLabel(
                in.text(), in.text(), Double.longBitsToDouble(in.number()), shares(in), shares(in)))
        : Optional.empty();
  }

  private static List<Measurement> measurements(RowReader in) {
    int count = in.smallNumber();
    List<Measurement> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(measurement(in));
    }
    return all;
  }

  private static void measurement(RowWriter out, Measurement measurement) {
    out.text(measurement.rule()).text(measurement.limit()).flag(measurement.passed());
    if (measurement.measured() instanceof Measured.Quantity quantity) {
      out.flag(true).number(Double.doubleToLongBits(quantity.number()));
    } else {
      out.flag(false).text(measurement.measured().display());
    }
  }

  private static Measurement measurement(RowReader in) {
    String rule = in.text();
    String limit = in.text();
    boolean passed = in.flag();
    Measured measured =
        in.flag()
            ? new Measured.Quantity(Double.longBitsToDouble(in.number()))
            : new Measured.Fact(in.text());
    return new Measurement(rule, measured, limit, passed);
  }
}
