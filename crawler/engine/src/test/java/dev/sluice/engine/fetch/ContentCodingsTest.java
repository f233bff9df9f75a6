package dev.sluice.engine.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import dev.sluice.engine.model.FetchFailure;
import dev.sluice.engine.model.FetchResult;
import dev.sluice.engine.model.FetchResult.Answer;
import dev.sluice.engine.model.FetchResult.Failure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ContentCodingsTest {

  private static final byte[] PLAIN = "Sluice ".repeat(300).getBytes(StandardCharsets.UTF_8);
  private static final byte[] BOMB = new byte[4 << 20];

  /** {@link #PLAIN} as the reference encoder packs it; the decoder's library has no encoder. */
  private static final String PLAIN_IN_BROTLI = "GzMI+I3USK29pp4qY6uTIGNpYVsk8Hz6BA==";

  /** {@link #PLAIN} in gzip, in Brotli. */
  private static final String PLAIN_IN_GZIP_IN_BROTLI =
      "ixWAH4sIAAAAAAACAwvOKc1MTlUIHqVGqVFqlBqlRqlRapTCRwEAVrXjjzQIAAAD";

  /** {@link #BOMB}, four million zeros. */
  private static final String BOMB_IN_BROTLI = "m///P/gnAOKxQCD3/gc=";

  private final Rig rig = new Rig();

  @AfterEach
  void close() throws Exception {
    rig.close();
  }

  private static byte[] packed(String coding, byte[] plain) throws IOException {
    if (coding.equals("br")) {
      return Base64.getDecoder().decode(plain == BOMB ? BOMB_IN_BROTLI : PLAIN_IN_BROTLI);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out =
        switch (coding) {
          case "gzip", "x-gzip", "GZIP" -> new GZIPOutputStream(bytes);
          case "deflate" -> new DeflaterOutputStream(bytes);
          case "raw deflate" -> new DeflaterOutputStream(bytes, new Deflater(6, true));
          case "zstd" -> new ZstdOutputStream(bytes);
          default -> bytes;
        }) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  private static byte[] twice(byte[] bytes) {
    byte[] twice = Arrays.copyOf(bytes, 2 * bytes.length);
    System.arraycopy(bytes, 0, twice, bytes.length, bytes.length);
    return twice;
  }

  private FetchResult fetch(String header, byte[] body) throws IOException {
    RawServer server =
        rig.keep(
            RawServer.on(
                (out, socket) -> {
                  String head =
                      "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
                          + (header.isEmpty() ? "" : "Content-Encoding: " + header + "\r\n")
                          + ("Content-Length: " + body.length + "\r\n\r\n");
                  out.write(head.getBytes(StandardCharsets.ISO_8859_1));
                  out.write(body);
                }));
    return Rig.fetch(rig.fetcher(), server.url("/"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"gzip", "x-gzip", "GZIP", "deflate", "raw deflate", "br", "zstd", "identity", ""})
  void codings_are_undone_and_the_header_stays(String coding) throws IOException {
    String declared = coding.equals("raw deflate") ? "deflate" : coding;
    Answer answer = (Answer) fetch(declared, packed(coding, PLAIN));
    assertThat(answer.body()).isEqualTo(PLAIN);
    assertThat(answer.truncated()).isFalse();
    assertThat(answer.headers().first("content-encoding").orElse("")).isEqualTo(declared);
  }

  @Test
  void two_codings_are_undone_in_reverse() throws IOException {
    byte[] packed = Base64.getDecoder().decode(PLAIN_IN_GZIP_IN_BROTLI);
    assertThat(fetch("gzip, br", packed)).isInstanceOf(Answer.class);
    assertThat(((Answer) fetch("gzip, br", packed)).body()).isEqualTo(PLAIN);
    byte[] zstdInGzip = packed("gzip", packed("zstd", PLAIN));
    assertThat(((Answer) fetch("zstd,identity, gzip", zstdInGzip)).body()).isEqualTo(PLAIN);
  }

  @Test
  void members_and_frames_that_follow_each_other_are_one_body() throws IOException {
    for (String coding : List.of("gzip", "zstd")) {
      byte[] body = twice(packed(coding, PLAIN));
      assertThat(((Answer) fetch(coding, body)).body()).as(coding).isEqualTo(twice(PLAIN));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "raw deflate", "br", "zstd"})
  void bombs_are_cut_at_the_limit_in_every_coding(String coding) throws IOException {
    String declared = coding.equals("raw deflate") ? "deflate" : coding;
    Answer answer = (Answer) fetch(declared, packed(coding, BOMB));
    assertThat(answer.body()).hasSize(Rig.MAX_BYTES);
    assertThat(answer.truncated()).isTrue();
  }

  @Test
  void a_bomb_in_a_bomb_is_cut_too() throws IOException {
    Answer answer = (Answer) fetch("gzip, gzip", packed("gzip", packed("gzip", BOMB)));
    assertThat(answer.body()).hasSize(Rig.MAX_BYTES);
    assertThat(answer.truncated()).isTrue();
  }

  @Test
  void a_window_that_is_larger_than_the_coding_allows_is_not_given() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZstdOutputStream out = new ZstdOutputStream(bytes)) {
      out.setLong(27);
      out.write(BOMB);
    }
    assertThat(((Failure) fetch("zstd", bytes.toByteArray())).kind())
        .isEqualTo(FetchFailure.UNDECODABLE);
  }

  @ParameterizedTest
  @CsvSource({"gzip", "deflate", "br", "zstd"})
  void half_a_body_is_undecodable(String coding) throws IOException {
    byte[] packed = packed(coding, PLAIN);
    FetchResult result = fetch(coding, Arrays.copyOf(packed, packed.length / 2));
    assertThat(((Failure) result).kind()).isEqualTo(FetchFailure.UNDECODABLE);
  }

  static Stream<String> codings() {
    return Stream.of("gzip", "deflate", "br", "zstd");
  }

  /** Whatever is in there, decoding ends, with bytes or an IOException. */
  @ParameterizedTest
  @MethodSource("codings")
  void damaged_bytes_break_nothing_else(String coding) throws IOException {
    Random random = new Random(7);
    byte[] good = packed(coding, PLAIN);
    int failed = 0;
    for (int round = 0; round < 3000; round++) {
      byte[] damaged = good.clone();
      for (int i = 0; i < 1 + round % 4; i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try (InputStream in =
          ContentCodings.decode(new ByteArrayInputStream(damaged), List.of(coding))) {
        in.readNBytes(Rig.MAX_BYTES);
      } catch (IOException damage) {
        failed++;
      }
    }
    assertThat(failed).isPositive();
  }

  @Test
  void an_unknown_coding_is_named() {
    assertThatThrownBy(() -> ContentCodings.decode(new ByteArrayInputStream(PLAIN), List.of("exi")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("exi");
  }
}
