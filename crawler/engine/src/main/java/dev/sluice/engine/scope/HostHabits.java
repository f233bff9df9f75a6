package dev.sluice.engine.scope;

import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.model.PageBudgets;
import dev.sluice.engine.model.PathBudget;
import dev.sluice.engine.model.PathBudget.Pages;
import dev.sluice.engine.model.PathBudget.Share;
import dev.sluice.engine.model.Refusal;
import dev.sluice.engine.model.Ruling.Refused;
import dev.sluice.pages.codec.RowReader;
import dev.sluice.pages.codec.RowWriter;
import dev.sluice.pages.model.PageUrl;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a host's answers teach of its URLs: which kinds of them bring nothing new.
 *
 * <p>URLs are told apart by their {@link UrlShape shape}. Of each shape it counts how many pages
 * brought a text that the host had given before. A shape of which nine in ten of the last pages
 * were so is cut: its URLs are refused, but for one in fifty. If those probes bring something new,
 * the cut is undone. Whether a URL is a probe depends on the URL alone, so that it is answered the
 * same whenever it is asked for.
 *
 * <ul>
 *   <li>{@link Refusal#SOFT_404}: a text that 20 URLs gave is the host's page for what is not
 *       there; a shape that gives it is cut after 10 pages with nothing new.
 *   <li>{@link Refusal#SESSION_ID}: a shape with random tokens is cut after 20 pages.
 *   <li>{@link Refusal#FLOOD}: any other shape after 40 pages; a folder as a whole, where each URL
 *       is a shape of its own, after 200 of which 95 in a hundred brought nothing new.
 * </ul>
 *
 * <p>No folder is held to a share of its host's pages unless a seed file says so: a host's queue is
 * first come, first served, and to put off pages of a folder because it is large would hurt every
 * site that is one folder. Whoever knows a site sets budgets for its folders; they are counted
 * here, each page once, however often it is visited.
 *
 * <p>Bounded: 64 shapes, 512 fingerprints of texts (a text is known again while fewer new ones came
 * since), 16 texts that came most often. Not safe for use by several threads: it belongs to its
 * host's state, and so does its row.
 */
public final class HostHabits {

  private static final int ROW_VERSION = 1;
  private static final int MAX_SHAPES = 64;
  private static final int REMEMBERED_TEXTS = 512;
  private static final int MAX_COMMON_TEXTS = 16;
  private static final int NOT_FOUND_TEXTS = 20;
  private static final int PROBES = 50;

  /** All pages of the host that a seed with budgets for paths brought in; every path begins so. */
  private static final String WHOLE_HOST = "";

  private final Map<String, ShapeRecord> shapes = new LinkedHashMap<>();

  /** Fingerprints of the last texts that were new, in a ring; 0 is free. */
  private final char[] fingerprints = new char[REMEMBERED_TEXTS];

  /** How many texts were new; the next one's place in the ring. */
  private long texts;

  /** How often the texts came that came most often (space-saving: the rarest makes room). */
  private final Map<Long, Integer> commonTexts = new LinkedHashMap<>();

  private final TreeMap<String, Long> spent = new TreeMap<>();
  private long pages;
  private int cuts;

  /** Those of a host that nothing is known of. */
  public HostHabits() {}

  /** Reads a row that {@link #toRow} wrote; table and key are for the message if it is damaged. */
  public static HostHabits fromRow(String table, byte[] key, byte[] row) {
    RowReader in = new RowReader(table, key, row, ROW_VERSION);
    HostHabits habits = new HostHabits();
    habits.pages = in.number();
    for (int i = in.smallNumber(); i > 0; i--) {
      ShapeRecord shape = ShapeRecord.read(in);
      habits.shapes.put(shape.shape(), shape);
    }
    habits.texts = in.number();
    byte[] ring = in.bytes();
    if (ring.length != 2 * habits.taken()) {
      throw in.damaged("has " + ring.length + " bytes of fingerprints");
    }
    ByteBuffer.wrap(ring).asCharBuffer().get(habits.fingerprints, 0, habits.taken());
    for (int i = in.smallNumber(); i > 0; i--) {
      habits.commonTexts.put(in.number(), in.smallNumber());
    }
    for (int i = in.smallNumber(); i > 0; i--) {
      habits.spent.put(in.text(), in.number());
    }
    in.end();
    habits.countCuts();
    return habits;
  }

  /** All that it knows, in at most about 5 kB. */
  public byte[] toRow() {
    RowWriter row = new RowWriter(ROW_VERSION).number(pages).number(shapes.size());
    shapes.values().forEach(shape -> shape.write(row));
    ByteBuffer ring = ByteBuffer.allocate(2 * taken());
    ring.asCharBuffer().put(fingerprints, 0, taken());
    row.number(texts).bytes(ring.array());
    row.number(commonTexts.size());
    commonTexts.forEach((text, times) -> row.number(text).number(times));
    row.number(spent.size());
    spent.forEach((prefix, count) -> row.text(prefix).number(count));
    return row.toBytes();
  }

  /**
   * Learns from a page that was fetched for the first time. Pages that are asked for again because
   * time has passed teach nothing: they are expected to be as they were. Neither do redirects and
   * errors: a link to nowhere leads no further, so there is no trap in it.
   *
   * @param status of the answer
   * @param textDigest of the page's text, see {@code ParsedPage}
   * @param budgets of the seed that the page belongs to; those for paths are counted here
   */
  public void learn(PageUrl url, int status, long textDigest, PageBudgets budgets) {
    if (!budgets.paths().isEmpty()) {
      spend(url, budgets);
    }
    if (status / 100 == 2) {
      pages++;
      int times = count(textDigest);
      boolean nothingNew = isKnown(textDigest);
      record(UrlShape.fine(url)).add(nothingNew, times >= NOT_FOUND_TEXTS, pages);
      record(UrlShape.coarse(url)).add(nothingNew, times >= NOT_FOUND_TEXTS, pages);
      countCuts();
    }
  }

  private void spend(PageUrl url, PageBudgets budgets) {
    spent.merge(WHOLE_HOST, 1L, Long::sum);
    budgets.paths().keySet().stream()
        .filter(url.pathAndQuery()::startsWith)
        .forEach(prefix -> spent.merge(prefix, 1L, Long::sum));
  }

  private int taken() {
    return (int) Math.min(texts, REMEMBERED_TEXTS);
  }

  /** Whether a text is among the last few hundred; from now on it is. */
  private boolean isKnown(long digest) {
    char fingerprint = (char) Math.max(1, digest >>> 48);
    for (char known : fingerprints) {
      if (known == fingerprint) {
        return true; // one new text in a hundred is taken for an old one, which cuts nothing
      }
    }
    fingerprints[(int) (texts++ % REMEMBERED_TEXTS)] = fingerprint;
    return false;
  }

  /** How often a text came, this time included; less, if others pushed it out meanwhile. */
  private int count(long digest) {
    int times = commonTexts.getOrDefault(digest, 0) + 1;
    if (times == 1 && commonTexts.size() == MAX_COMMON_TEXTS) {
      commonTexts.entrySet().stream()
          .min(Map.Entry.comparingByValue()) // of equals the first, which is the oldest
          .ifPresent(rarest -> commonTexts.remove(rarest.getKey()));
    }
    commonTexts.put(digest, times);
    return times;
  }

  private ShapeRecord record(String shape) {
    ShapeRecord record = shapes.get(shape);
    if (record == null) {
      if (shapes.size() == MAX_SHAPES) {
        shapes.values().stream()
            .min(Comparator.comparingLong(ShapeRecord::worth))
            .ifPresent(least -> shapes.remove(least.shape()));
      }
      record = new ShapeRecord(shape);
      shapes.put(shape, record);
    }
    return record;
  }

  private void countCuts() {
    cuts = (int) shapes.values().stream().filter(shape -> shape.cut().isPresent()).count();
  }

  /** Why a URL of this host should be neither queued nor fetched, if it should not. */
  public Optional<Refused> judge(PageUrl url, PageBudgets budgets) {
    Refused overspent = budgets.paths().isEmpty() ? null : overspent(url, budgets);
    if (overspent != null) {
      return Optional.of(overspent);
    }
    return cuts == 0 || isProbe(url)
        ? Optional.empty()
        : refusal(UrlShape.fine(url)).or(() -> refusal(UrlShape.coarse(url)));
  }

  private @Nullable Refused overspent(PageUrl url, PageBudgets budgets) {
    for (Map.Entry<String, PathBudget> budget : budgets.paths().entrySet()) {
      String prefix = budget.getKey();
      if (budget.getValue() instanceof Pages pages
          && url.pathAndQuery().startsWith(prefix)
          && spent(prefix) >= pages.most()) {
        return new Refused(Refusal.BUDGET_PATH, prefix + " has had its " + pages.most() + " pages");
      }
    }
    return null;
  }

  private long spent(String prefix) {
    return spent.getOrDefault(prefix, 0L);
  }

  /** Which share has no room for a URL until the host has more pages; null if none. */
  public @Nullable Refused overShare(CrawlUrl url, PageBudgets budgets) {
    for (Map.Entry<String, PathBudget> budget : budgets.paths().entrySet()) {
      String prefix = budget.getKey();
      if (budget.getValue() instanceof Share share
          && url.url().pathAndQuery().startsWith(prefix)
          && share.isUsedUp(spent(prefix), spent(WHOLE_HOST))) {
        String words = share.percent() + "% below " + prefix + " for seed " + url.seed();
        return new Refused(Refusal.BUDGET_PATH, words);
      }
    }
    return null;
  }

  private static boolean isProbe(PageUrl url) {
    int hash = url.pathAndQuery().hashCode() * 0x9e3779b9; // Fibonacci: strings hash unevenly
    return Integer.remainderUnsigned(hash >>> 8, PROBES) == 0;
  }

  private Optional<Refused> refusal(String shape) {
    ShapeRecord record = shapes.get(shape);
    return record == null
        ? Optional.empty()
        : record.cut().map(why -> new Refused(why, record.describe()));
  }

  /** How many shapes are cut. */
  public int cuts() {
    return cuts;
  }

  /** A sentence for each shape that is cut, and for each budget that was drawn on. */
  public List<String> describe() {
    List<String> sentences = new ArrayList<>();
    shapes.values().stream()
        .filter(shape -> shape.cut().isPresent())
        .map(ShapeRecord::describe)
        .forEach(sentences::add);
    spent.forEach(
        (prefix, count) -> {
          if (!prefix.equals(WHOLE_HOST)) {
            sentences.add(
                prefix + ": " + count + " of " + spent(WHOLE_HOST) + " pages that have budgets");
          }
        });
    return sentences;
  }
}
