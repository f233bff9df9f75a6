package dev.sluice.pages.warc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class QuickGzipPackingTest {

  private static byte[] packed(QuickGzipPacking packing, byte[]... parts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    packing.write(Arrays.asList(parts), out);
    return out.toByteArray();
  }

  /** By zlib, which looks at the checksum and the length behind the data, too. */
  private static byte[] unpacked(byte[] packed) throws IOException {
    return new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes();
  }

  private static byte[] text(Random random, int words) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words; i++) {
      text.append("<p class=\"w").append(Math.abs(random.nextGaussian() * 40) + 1);
      text.append("\">").append(random.nextInt(2000)).append("</p>\n");
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Bytes of every kind: few and many values, of all lengths, with repeats near and far. */
  private static List<byte[]> contents() {
    Random random = new Random(1951);
    List<byte[]> contents = new ArrayList<>();
    for (int length = 0; length < 70; length++) {
      contents.add(bytes(random, length, 0xff));
      contents.add(bytes(random, length, 1));
      contents.add(new byte[length]);
    }
    for (int mask : new int[] {0, 1, 3, 15, 127, 0xff}) {
      contents.add(bytes(random, 300_000, mask));
      contents.add(bytes(random, 65_535, mask));
    }
    for (int words : new int[] {10, 100, 1_000, 30_000}) {
      contents.add(text(random, words));
    }
    contents.add(farRepeat(random, 32_768));
    contents.add(farRepeat(random, 32_769));
    contents.add(steep());
    return contents;
  }

  private static byte[] bytes(Random random, int length, int mask) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    for (int i = 0; i < length; i++) {
      bytes[i] &= (byte) mask;
    }
    return bytes;
  }

  private static byte[] farRepeat(Random random, int distance) {
    byte[] bytes = bytes(random, distance + 1_000, 0xff);
    System.arraycopy(bytes, 0, bytes, distance, 1_000);
    return bytes;
  }

  /** Each byte twice as often as the one before, so that the best code would be too long. */
  private static byte[] steep() {
    byte[] bytes = new byte[1 << 21];
    int at = 0;
    for (int value = 0; value < 21; value++) {
      Arrays.fill(bytes, at, at + (1 << value), (byte) value);
      at += 1 << value;
    }
    Random random = new Random(3);
    for (int i = at - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      byte kept = bytes[i];
      bytes[i] = bytes[other];
      bytes[other] = kept;
    }
    return Arrays.copyOf(bytes, at);
  }

  @Test
  void whatWasPackedIsUnpackedByZlibWhateverWasPackedBefore() throws IOException {
    QuickGzipPacking packing = new QuickGzipPacking();
    for (byte[] content : contents()) {
      byte[] packed = packed(packing, content);
      assertThat(unpacked(packed)).isEqualTo(content);
      assertThat(packed(new QuickGzipPacking(), content)).isEqualTo(packed);
      assertThat(packed.length).isLessThan(content.length + content.length / 2_000 + 60);
    }
  }

  @Test
  void partsAreOneMember() throws IOException {
    QuickGzipPacking packing = new QuickGzipPacking();
    byte[] parts = packed(packing, "ab".getBytes(), new byte[0], "abab".getBytes());
    assertThat(parts).isEqualTo(packed(packing, "ababab".getBytes()));
  }

  @Test
  void textIsAsSmallAsByTheSecondLevelOfZlib() throws IOException {
    byte[] text = text(new Random(5), 20_000);
    Deflater zlib = new Deflater(2, true);
    zlib.setInput(text);
    zlib.finish();
    int length = zlib.deflate(new byte[text.length]);
    zlib.end();
    assertThat(packed(new QuickGzipPacking(), text).length).isLessThan(length * 21 / 20);
  }

  @Test
  void theSameBytesGoOutEverywhere() throws IOException {
    byte[] text = "a sluice lets the river through, a sluice keeps the gold".getBytes();
    assertThat(HexFormat.of().formatHex(packed(new QuickGzipPacking(), text)))
        .isEqualTo(
            "1f8b08000000000000ff4b5428ce29cd4c4e55c8492d295628c9485528ca2c4b2d5228c928ca2f4dcf"
                + "d051802bc84e4d2d80a848cfcf49010063f3f8e538000000");
  }
}
