package dev.sluice.corpus.charset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.model.Decoded;
import dev.sluice.corpus.model.Decoded.Evidence;
import dev.sluice.corpus.model.SiteFacts;
import dev.sluice.corpus.model.SiteTemplate;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageDecoderTest {

  private final PageDecoder decoder = new PageDecoder();

  @ParameterizedTest
  @CsvSource({
    "chinese, gb2312, GB18030, GBK",
    "chinese, gb18030, GB18030, gb18030",
    "chinese-rare, gbk, GB18030, GBK",
    "taiwan, big5, Big5, Big5",
    "hongkong, big5-hkscs, Big5-HKSCS, Big5",
    "hongkong, big5, Big5-HKSCS, Big5",
    "japanese, x-sjis, windows-31j, Shift_JIS",
    "japanese, euc-jp, EUC-JP, EUC-JP",
    "japanese, iso-2022-jp, ISO-2022-JP, ISO-2022-JP",
    "korean, euc-kr, x-windows-949, EUC-KR",
    "russian, koi8-r, KOI8-R, KOI8-R",
    "russian, windows-1251, windows-1251, windows-1251",
    "french, iso-8859-1, windows-1252, windows-1252",
    "french, utf8, UTF-8, UTF-8"
  })
  void a_declaration_in_header_or_document_is_understood(
      String sample, String label, String javaCharset, String name) {
    String text = sample(sample);
    byte[] bare = text.getBytes(Charset.forName(javaCharset));
    Decoded byHeader = decode("text/html; charset=\"" + label + "\"", bare);
    assertRead(byHeader, text, name, Evidence.HTTP_HEADER);
    String page = "<html><!-- charset=utf-7 --><head><meta charset=" + label + ">" + text;
    Decoded byMeta = decode("text/html", page.getBytes(Charset.forName(javaCharset)));
    assertRead(byMeta, page, name, Evidence.DOCUMENT);
  }

  @ParameterizedTest
  @CsvSource({
    "chinese, GB18030, gb18030",
    "chinese-rare, GB18030, gb18030",
    "taiwan, Big5, Big5",
    "japanese, windows-31j, Shift_JIS",
    "japanese, EUC-JP, EUC-JP",
    "korean, x-windows-949, EUC-KR",
    "russian, KOI8-R, KOI8-R",
    "russian, windows-1251, windows-1251",
    "french, windows-1252, windows-1252"
  })
  void bytes_that_nothing_is_declared_of_are_recognised(
      String sample, String javaCharset, String name) {
    String text = "<html><body><p>" + sample(sample) + "</p></body></html>";
    Decoded decoded = decode("text/html", text.getBytes(Charset.forName(javaCharset)));
    assertRead(decoded, text, name, Evidence.DETECTOR);
  }

  @ParameterizedTest
  @CsvSource({
    "chinese, GB18030, gb2312",
    "chinese, UTF-8, utf-8",
    "chinese, UTF-8, gb2312",
    "chinese, UTF-8, iso-8859-1",
    "chinese, UTF-8, ",
    "taiwan, Big5, big5",
    "japanese, windows-31j, shift_jis",
    "chinese, GB18030, "
  })
  void one_damaged_byte_never_costs_a_page(String sample, String javaCharset, String label) {
    String text = sample(sample).repeat(4);
    byte[] bytes = text.getBytes(Charset.forName(javaCharset));
    byte[] damaged = new byte[bytes.length + 1];
    int cut = text.substring(0, text.length() / 2).getBytes(Charset.forName(javaCharset)).length;
    System.arraycopy(bytes, 0, damaged, 0, cut);
    damaged[cut] = (byte) 0xFF;
    System.arraycopy(bytes, cut, damaged, cut + 1, bytes.length - cut);
    Decoded decoded = decode(label == null ? "text/html" : "text/html; charset=" + label, damaged);
    assertThat(decoded.text()).startsWith(text.substring(0, text.length() / 2));
    assertThat(decoded.text()).endsWith(text.substring(text.length() / 2 + 2));
    assertThat(decoded.replacedShare()).isBetween(0.0, 0.01);
  }

  @ParameterizedTest
  @CsvSource({
    "chinese, UTF-8, iso-8859-1, UTF-8",
    "french, UTF-8, iso-8859-1, UTF-8",
    "chinese, UTF-8, gbk, UTF-8",
    "chinese, GB18030, utf-8, gb18030",
    "chinese, GB18030, iso-8859-1, gb18030",
    "russian, windows-1251, utf-8, windows-1251",
    "russian, windows-1251, iso-8859-1, windows-1251",
    "french, windows-1252, utf-8, windows-1252"
  })
  void bytes_overrule_a_wrong_header(
      String sample, String javaCharset, String declared, String name) {
    String text = sample(sample);
    byte[] body = text.getBytes(Charset.forName(javaCharset));
    Decoded decoded = decode("text/html; charset=" + declared, body);
    assertThat(decoded.text()).isEqualTo(text);
    assertThat(decoded.charset()).isEqualTo(name);
  }

  @Test
  void a_document_overrules_a_header_that_calls_everything_latin() {
    String page =
        "<meta http-equiv=Content-Type content='text/html; charset=big5'>" + sample("taiwan");
    Decoded decoded =
        decode("text/html; charset=ISO-8859-1", page.getBytes(Charset.forName("Big5")));
    assertRead(decoded, page, "Big5", Evidence.DOCUMENT);
  }

  @Test
  void a_byte_order_mark_is_believed_and_left_out() {
    String text = sample("chinese");
    for (Charset charset :
        List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
      Decoded decoded = decode("text/html; charset=gbk", ("\uFEFF" + text).getBytes(charset));
      assertRead(decoded, text, charset.name(), Evidence.BYTE_ORDER_MARK);
    }
  }

  @Test
  void utf_16_in_a_meta_element_means_utf_8() {
    String page = "<meta charset=utf-16>" + sample("french");
    assertThat(decode("text/html", page.getBytes(StandardCharsets.UTF_8)).text()).isEqualTo(page);
  }

  @Test
  void an_xml_declaration_counts_and_an_unknown_label_does_not() {
    String page = "<?xml version=\"1.0\" encoding=\"koi8-r\"?><html>" + sample("russian");
    byte[] body = page.getBytes(Charset.forName("KOI8-R"));
    assertThat(decode("text/html; charset=no-such", body).evidence()).isEqualTo(Evidence.DOCUMENT);
  }

  @Test
  void undeclared_utf_8_is_recognised_even_if_cut_within_a_character() {
    byte[] body = sample("chinese").getBytes(StandardCharsets.UTF_8);
    Decoded decoded = decode("text/html", java.util.Arrays.copyOf(body, body.length - 1));
    assertThat(decoded.evidence()).isEqualTo(Evidence.VALID_UTF8);
  }

  @Test
  void replacement_characters_that_the_page_itself_spells_are_not_counted() {
    assertThat(decode("text/html", "a\uFFFDb".getBytes(StandardCharsets.UTF_8)).replacedShare())
        .isZero();
  }

  @Test
  void a_broken_surrogate_of_utf_16_does_not_shift_what_follows() {
    byte[] body = {(byte) 0xFF, (byte) 0xFE, 'a', 0, (byte) 0x80, (byte) 0xD8, 'b', 0, 'c', 0};
    assertThat(decode("text/html", body).text()).isEqualTo("a\uFFFDbc");
  }

  @Test
  void nothing_is_decoded_as_nothing() {
    assertThat(decode("", new byte[0]).text()).isEmpty();
  }

  @Test
  void all_that_was_asked_is_told_with_what_became_of_it() {
    String page = "<meta charset=gb2312>" + sample("chinese");
    byte[] body = page.getBytes(Charset.forName("GB18030"));
    Decoded decoded = decode("text/html; charset=ISO-8859-1", body);
    assertThat(decoded.account())
        .isEqualTo("document: gb2312; http-header: ISO-8859-1 (overruled)");
    assertThat(decoded.overruled()).isTrue();
    assertThat(decode("text/html; charset=gb18030", body).account())
        .isEqualTo("http-header: gb18030; document: gb2312 (agrees)");
    assertThat(decode("text/html; charset=no-such", body).account())
        .isEqualTo("document: gb2312; http-header: no-such (unknown)");
    assertThat(
            decode(
                    "text/html; charset=utf-8",
                    sample("russian").getBytes(Charset.forName("KOI8-R")))
                .account())
        .matches("detector: like ru, \\d+ nats before [\\w-]+; http-header: utf-8 \\(overruled\\)");
  }

  @Test
  void what_most_pages_of_the_site_are_in_decides_where_a_short_text_says_too_little() {
    byte[] body = {'<', 'b', '>', (byte) 0xD0, ' ', (byte) 0xE8, '<', '/', 'b', '>'};
    Decoded alone = decode("text/html", body);
    Decoded amongOthers =
        decoder.decode(
            Texts.page("text/html", body),
            new SiteFacts(Optional.of("ISO-8859-5"), SiteTemplate.NONE));
    assertThat(alone.charset()).isNotEqualTo("ISO-8859-5");
    assertThat(amongOthers.charset()).isEqualTo("ISO-8859-5");
    assertThat(amongOthers.evidence()).isEqualTo(Evidence.SITE_HABIT);
  }

  private static void assertRead(Decoded decoded, String text, String name, Evidence evidence) {
    assertThat(decoded.text()).isEqualTo(text);
    assertThat(decoded.charset()).isEqualTo(name);
    assertThat(decoded.evidence()).isEqualTo(evidence);
    assertThat(decoded.replaced()).isZero();
  }

  private Decoded decode(String contentType, byte[] body) {
    return decoder.decode(Texts.page(contentType, body));
  }

  private static String sample(String name) {
    try (var in = PageDecoderTest.class.getResourceAsStream(name + ".txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
