package dev.sluice.pages.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDictTrainer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Archives that are made byte by byte, whole and damaged. */
class ArchiveReadingTest {

  private static final long SEED = Long.getLong("sluice.seed", 20261128);
  private static final int RECORDS = 40;

  private static byte[] record(int number) {
    return record(number, "text " + "abc ".repeat(number * 50) + number);
  }

  private static byte[] record(int number, String block) {
    return record(number, block, block.getBytes(UTF_8).length);
  }

  private static byte[] record(int number, String block, int length) {
    return ("WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://a.example/"
            + number
            + "\r\nContent-Length: "
            + length
            + "\r\n\r\n"
            + block
            + "\r\n\r\n")
        .getBytes(UTF_8);
  }

  private static byte[] joined(List<byte[]> parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    parts.forEach(all::writeBytes);
    return all.toByteArray();
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return packed.toByteArray();
  }

  private static List<byte[]> records() {
    List<byte[]> records = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      records.add(record(i));
    }
    return records;
  }

  private static List<byte[]> members() {
    return records().stream().map(ArchiveReadingTest::gzip).toList();
  }

  private static List<ArchiveItem> read(byte[] file) throws IOException {
    return read(file, 1 << 20);
  }

  private static List<ArchiveItem> read(byte[] file, int mostBlockBytes) throws IOException {
    List<ArchiveItem> items = new ArrayList<>();
    try (ArchiveReading reading =
        new ArchiveReading(new ByteArrayInputStream(file), mostBlockBytes)) {
      for (Optional<ArchiveItem> next = reading.next(); next.isPresent(); next = reading.next()) {
        items.add(next.get());
        assertThat(items).as("items of a file of %s bytes", file.length).hasSizeLessThan(10_000);
      }
    }
    return items;
  }

  private static List<String> paths(List<ArchiveItem> items) {
    return items.stream()
        .filter(ArchiveRecord.class::isInstance)
        .map(item -> ((ArchiveRecord) item).field("WARC-Target-URI"))
        .map(uri -> uri.substring("http://a.example/".length()))
        .toList();
  }

  private static List<ArchiveDamage> damages(List<ArchiveItem> items) {
    return items.stream()
        .filter(ArchiveDamage.class::isInstance)
        .map(ArchiveDamage.class::cast)
        .toList();
  }

  private static List<String> all() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      all.add(Integer.toString(i));
    }
    return all;
  }

  private static List<String> allBut(int number) {
    List<String> all = new ArrayList<>(all());
    all.remove(number);
    return all;
  }

  @Test
  void theSameRecordsComeOutOfEachCompression() throws IOException {
    byte[] plain = joined(records());
    List<byte[]> frames = records().stream().map(Zstd::compress).toList();
    for (byte[] file :
        List.of(
            plain,
            joined(members()),
            gzip(plain), // one member for all, as a user's gzip makes it
            joined(frames),
            Zstd.compress(plain))) {
      List<ArchiveItem> items = read(file);
      assertThat(damages(items)).isEmpty();
      assertThat(paths(items)).isEqualTo(all());
      assertThat(new String(((ArchiveRecord) items.get(7)).block(), UTF_8)).endsWith("abc 7");
    }
  }

  @Test
  void aZstandardFileMayBeginWithItsDictionaryPackedOrNot() throws IOException {
    ZstdDictTrainer trainer = new ZstdDictTrainer(1 << 20, 16 << 10);
    Random random = new Random(SEED);
    for (int i = 0; i < 2000; i++) {
      trainer.addSample(record(i, "the words of a page, " + random.nextInt(1000)));
    }
    byte[] dictionary = trainer.trainSamples();
    for (byte[] stored : List.of(dictionary, Zstd.compress(dictionary))) {
      List<byte[]> parts = new ArrayList<>();
      parts.add(
          ByteBuffer.allocate(8)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putInt(0x184D2A5D)
              .putInt(stored.length)
              .array());
      parts.add(stored);
      try (ZstdCompressCtx context = new ZstdCompressCtx()) {
        context.loadDict(dictionary);
        records().forEach(record -> parts.add(context.compress(record)));
      }
      List<ArchiveItem> items = read(joined(parts));
      assertThat(damages(items)).isEmpty();
      assertThat(paths(items)).isEqualTo(all());
    }
  }

  @Test
  void offsetsAreThoseOfMembersOrOfRecords() throws IOException {
    byte[] first = gzip(record(0));
    assertThat(read(joined(List.of(first, gzip(record(1))))))
        .extracting(ArchiveItem::offset)
        .containsExactly(0L, (long) first.length);
    assertThat(read(joined(List.of(record(0), record(1)))))
        .extracting(ArchiveItem::offset)
        .containsExactly(0L, (long) record(0).length);
  }

  @Test
  void aBrokenMemberCostsItsRecordAndIsToldWithItsPlace() throws IOException {
    List<byte[]> members = new ArrayList<>(members());
    members.get(17)[members.get(17).length / 2] ^= 0x55;
    List<ArchiveItem> items = read(joined(members));
    long offset = members.subList(0, 17).stream().mapToLong(member -> member.length).sum();

    assertThat(paths(items)).isEqualTo(allBut(17));
    assertThat(damages(items)).isNotEmpty();
    assertThat(damages(items).get(0).offset()).isEqualTo(offset);
  }

  @Test
  void oneDamagedByteAnywhereCostsTwoRecordsAtMostAndNeverPassesUnseen() throws IOException {
    System.out.println("ArchiveReadingTest: -Dsluice.seed=" + SEED);
    Random random = new Random(SEED);
    byte[] whole = joined(members());
    int harmless = 0;
    for (int round = 0; round < 400; round++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
      List<ArchiveItem> items = read(damaged);
      int lost = RECORDS - paths(items).size();
      assertThat(lost).as("round %s", round).isBetween(0, 2);
      // What gzip's header says of time and system is no one's business.
      harmless += lost == 0 && damages(items).isEmpty() ? 1 : 0;
      assertThat(lost > 0 && damages(items).isEmpty()).as("unseen loss, %s", round).isFalse();
    }
    assertThat(harmless).isLessThan(60);
  }

  @Test
  void aFileThatBreaksOffIsToldAndWhatIsBeforeIsThere() throws IOException {
    byte[] whole = joined(members());
    byte[] cut = Arrays.copyOf(whole, whole.length - 30);
    List<ArchiveItem> items = read(cut);
    assertThat(paths(items)).isEqualTo(all().subList(0, RECORDS - 1));
    assertThat(damages(items)).hasSize(1);
    assertThat(damages(items).get(0).why()).contains("the file ends within it");
  }

  @Test
  void aWrongLengthCostsOneRecordInMembersAndInAPlainFileThoseThatItSwallows() throws IOException {
    for (int wrong : List.of(3, 5000)) {
      List<byte[]> records = new ArrayList<>(records());
      records.set(5, record(5, "a block of another length", wrong));
      List<byte[]> members = records.stream().map(ArchiveReadingTest::gzip).toList();
      List<ArchiveItem> items = read(joined(members));
      assertThat(paths(items)).isEqualTo(allBut(5));
      assertThat(damages(items)).hasSize(1);
      assertThat(damages(items).get(0).why()).contains("Content-Length");

      List<ArchiveItem> plain = read(joined(records));
      assertThat(paths(plain)).endsWith("38", "39").doesNotContain("5");
      assertThat(damages(plain)).isNotEmpty();
    }
  }

  @Test
  void longBlocksAreCutAndWhatFollowsIsRead() throws IOException {
    List<ArchiveItem> items = read(joined(members()), 100);
    assertThat(paths(items)).isEqualTo(all());
    assertThat(((ArchiveRecord) items.get(30)).block()).hasSize(100);
    assertThat(((ArchiveRecord) items.get(30)).cut()).isTrue();
    assertThat(((ArchiveRecord) items.get(0)).cut()).isFalse();
  }

  @Test
  void headsMayBeFoldedOrEndTheirLinesWithoutCarriageReturn() throws IOException {
    byte[] file =
        "WARC/0.17\nWARC-Type: Response\nX-Long: one\n  two\nContent-Length: 2\n\nhi\n\n"
            .getBytes(UTF_8);
    ArchiveRecord record = (ArchiveRecord) read(file).get(0);
    assertThat(record.type()).isEqualTo("response");
    assertThat(record.field("x-long")).isEqualTo("one two");
  }

  @Test
  void recordsOfAnArcFileHaveTheFieldsThatSayTheSame() throws IOException {
    String about = "1 0 Somebody\nURL IP-address Archive-date Content-type Archive-length\n";
    String answer = "HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<p>old</p>";
    byte[] file =
        ("filedesc://a.arc 0.0.0.0 19961001120000 text/plain "
                + about.length()
                + "\n"
                + about
                + "\nhttp://a.example/old 192.0.2.7 19961001120102 text/html "
                + answer.length()
                + "\n"
                + answer
                + "\n")
            .getBytes(UTF_8);
    for (byte[] form : List.of(file, gzip(file))) {
      List<ArchiveItem> items = read(form);
      assertThat(items).hasSize(2).allMatch(ArchiveRecord.class::isInstance);
      ArchiveRecord page = (ArchiveRecord) items.get(1);
      assertThat(page.type()).isEqualTo("response");
      assertThat(page.field("WARC-Target-URI")).isEqualTo("http://a.example/old");
      assertThat(page.field("WARC-Date")).isEqualTo("19961001120102");
      assertThat(page.field("WARC-IP-Address")).isEqualTo("192.0.2.7");
      assertThat(new String(page.block(), UTF_8)).isEqualTo(answer);
    }
  }

  @Test
  void whatIsNoArchiveIsOneDamageThatShowsItsBeginning() throws IOException {
    for (byte[] file :
        List.of("Dear Sirs,\nno archive".getBytes(UTF_8), gzip("Dear Sirs".getBytes(UTF_8)))) {
      List<ArchiveItem> items = read(file);
      assertThat(items).hasSize(1);
      assertThat(damages(items).get(0).why()).contains("WARC", "Dear Sirs");
    }
    assertThat(read(new byte[0])).isEmpty();
  }

  @Test
  void whatStandsBetweenMembersIsToldAndZerosAreNot() throws IOException {
    List<byte[]> members = members();
    byte[] zeros = new byte[5000];
    byte[] garbage = "-- end of part 1 --".getBytes(UTF_8);
    assertThat(read(joined(List.of(members.get(0), zeros, members.get(1), zeros))))
        .hasSize(2)
        .allMatch(ArchiveRecord.class::isInstance);
    List<ArchiveItem> items = read(joined(List.of(members.get(0), garbage, members.get(1))));
    assertThat(paths(items)).containsExactly("0", "1");
    assertThat(damages(items)).hasSize(1);
    assertThat(damages(items).get(0).why()).contains(Integer.toString(garbage.length));
  }

  @Test
  void digestsAreReadInBothWaysOfWritingThem() {
    byte[] bytes = "abc".getBytes(UTF_8);
    // FIPS 180-4: SHA-1 of "abc"; Base32 of the same.
    assertThat(ArchiveDigest.matches("sha1:A9993E364706816ABA3E25717850C26C9CD0D89D", bytes))
        .contains(true);
    assertThat(ArchiveDigest.matches("sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5", bytes))
        .contains(true);
    assertThat(ArchiveDigest.matches("sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE6", bytes))
        .contains(false);
    assertThat(ArchiveDigest.matches("crc32:352441c2", bytes)).isEmpty();
    assertThat(ArchiveDigest.matches("", bytes)).isEmpty();
  }
}
