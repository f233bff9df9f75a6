package dev.sluice.spark.input;

import dev.sluice.pages.archive.BorrowedPage;
import dev.sluice.pages.archive.PageItem;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.spark.model.PageRow;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * Brings pages together with those that have their bodies: by the URL and time that a revisit
 * record names, or else by the digest of its payload.
 *
 * <p>Only pages that some revisit needs travel, which the first reading has told by 64 bits of
 * their names; one that only looks so meets nobody. Where they meet, the page comes first and the
 * revisits go by one at a time, so an empty page that a million records refer to takes no memory.
 * Of several pages with one digest, the first in the order of keys stands for all.
 */
final class Revisits {

  private final FileOpening opening;
  private final Broadcast<long[]> needed;
  private final int partitions;

  /**
   * @param needed numbers of the names that revisits need, sorted
   * @param partitions in which they meet
   */
  Revisits(FileOpening opening, Broadcast<long[]> needed, int partitions) {
    this.opening = opening;
    this.needed = needed;
    this.partitions = partitions;
  }

  /** What a capture is called by revisits that name it. */
  static String name(CaptureKey key) {
    return key.fetchedAt().toEpochMilli() + " " + key.url();
  }

  /** 64 bits that stand for a name. */
  static long number(String name) {
    byte[] digest = ContentHash.of(name.getBytes(StandardCharsets.UTF_8)).bytes();
    return ByteBuffer.wrap(digest).getLong();
  }

  /**
   * The revisits of files, each with the body of the page that it is about; those without one are
   * left out.
   */
  JavaRDD<PageRow> complete(JavaRDD<byte[]> packs) {
    JavaRDD<Guest> byName =
        meet(packs.flatMapToPair(new Guests(opening, needed, true)))
            .persist(StorageLevel.DISK_ONLY());
    JavaPairRDD<Place, Guest> left =
        byName.filter(guest -> !guest.isPage()).mapToPair(Revisits::atDigest);
    JavaRDD<Guest> byDigest =
        meet(packs.flatMapToPair(new Guests(opening, needed, false)).union(left));
    return byName.union(byDigest).filter(Guest::isPage).map(Guest::row);
  }

  private static Tuple2<Place, Guest> atDigest(Guest guest) {
    return new Tuple2<>(new Place(guest.revisit().payloadDigest(), true, new byte[0]), guest);
  }

  private JavaRDD<Guest> meet(JavaPairRDD<Place, Guest> guests) {
    FileOpening pages = opening;
    return guests
        .repartitionAndSortWithinPartitions(new ByName(partitions), new Place.Order())
        .mapPartitions(all -> new Meetings(pages, all));
  }

  /** Where pages and revisits of a name meet: the first page is there before all others. */
  static final class Place implements Serializable {

    private static final long serialVersionUID = 1;

    private final String name;
    private final boolean revisit;
    private final byte[] key;

    Place(String name, boolean revisit, byte[] key) {
      this.name = name;
      this.revisit = revisit;
      this.key = key;
    }

    static final class Order implements Comparator<Place>, Serializable {

      private static final long serialVersionUID = 1;

      @Override
      public int compare(Place one, Place other) {
        int byName = one.name.compareTo(other.name);
        int byKind = Boolean.compare(one.revisit, other.revisit);
        int byKey = Arrays.compareUnsigned(one.key, other.key);
        return byName != 0 ? byName : byKind != 0 ? byKind : byKey;
      }
    }
  }

  /** Partitions places by their names. */
  static final class ByName extends Partitioner {

    private static final long serialVersionUID = 1;

    private final int partitions;

    ByName(int partitions) {
      this.partitions = partitions;
    }

    @Override
    public int numPartitions() {
      return partitions;
    }

    @Override
    public int getPartition(Object place) {
      return Math.floorMod(((Place) place).name.hashCode(), partitions);
    }
  }

  /** What comes to a place: a page, or a revisit that needs one. */
  static final class Guest implements Serializable {

    private static final long serialVersionUID = 1;

    private final @Nullable PageRow page;
    private final byte @Nullable [] needing;

    Guest(@Nullable PageRow page, byte @Nullable [] needing) {
      this.page = page;
      this.needing = needing;
    }

    boolean isPage() {
      return page != null;
    }

    PageRow row() {
      return Objects.requireNonNull(page);
    }

    BorrowedPage revisit() {
      return BorrowedPage.of(Objects.requireNonNull(needing));
    }
  }

  /**
   * The pages and revisits of files, each at its place.
   *
   * @param named whether those meet that a URL and time is named for, or those of one digest
   */
  private record Guests(FileOpening opening, Broadcast<long[]> needed, boolean named)
      implements PairFlatMapFunction<byte[], Place, Guest> {

    @Override
    public Iterator<Tuple2<Place, Guest>> call(byte[] pack) {
      return new PageReading<>(opening, this::guest).call(pack);
    }

    private Optional<Tuple2<Place, Guest>> guest(PageItem item) {
      if (item instanceof PageItem.Page page) {
        String name = named ? name(page.key()) : page.payloadDigest();
        boolean wanted = Arrays.binarySearch(needed.value(), number(name)) >= 0;
        return wanted ? Optional.of(page(name, page)) : Optional.empty();
      }
      if (item instanceof PageItem.Borrowed borrowed) {
        BorrowedPage revisit = borrowed.page();
        Optional<String> name =
            revisit.original().isPresent() == named
                ? Optional.of(
                    revisit.original().map(Revisits::name).orElse(revisit.payloadDigest()))
                : Optional.empty();
        return name.map(
            it ->
                new Tuple2<>(new Place(it, true, new byte[0]), new Guest(null, revisit.toBytes())));
      }
      return Optional.empty();
    }

    private static Tuple2<Place, Guest> page(String name, PageItem.Page page) {
      PageRow row = PageRow.of(page.page());
      return new Tuple2<>(new Place(name, false, row.key()), new Guest(row, null));
    }
  }

  /** Goes by the places of a partition: completes the revisits behind each page. */
  private static final class Meetings implements Iterator<Guest> {

    private final FileOpening opening;
    private final Iterator<Tuple2<Place, Guest>> guests;
    private String name = "";
    private @Nullable PageRow host;
    private @Nullable Guest next;

    Meetings(FileOpening opening, Iterator<Tuple2<Place, Guest>> guests) {
      this.opening = opening;
      this.guests = guests;
    }

    @Override
    public boolean hasNext() {
      while (next == null && guests.hasNext()) {
        Tuple2<Place, Guest> guest = guests.next();
        if (host != null && !guest._1().name.equals(name)) {
          host = null;
        }
        if (!guest._2().isPage()) {
          next = host == null ? guest._2() : completed(host, guest._2().revisit());
        } else if (host == null) {
          host = guest._2().row();
          name = guest._1().name;
        }
      }
      return next != null;
    }

    private Guest completed(PageRow original, BorrowedPage revisit) {
      return new Guest(
          PageRow.of(opening.archives().value().complete(revisit, original.page())), null);
    }

    @Override
    public Guest next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Guest given = Objects.requireNonNull(next);
      next = null;
      return given;
    }
  }
}
