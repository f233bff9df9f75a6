package dev.sluice.corpus.charset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.model.Decoded;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every language in every encoding that writes it, declared rightly, wrongly and not at all, whole
 * and damaged, long and short: the text must come out as it went in.
 */
class CharsetMatrixTest {

  /** Labels that pages bear by mistake: of servers, of templates, of editors. */
  private static final List<String> WRONG_LABELS =
      List.of(
          "utf-8",
          "iso-8859-1",
          "gbk",
          "big5",
          "shift_jis",
          "euc-kr",
          "windows-1250",
          "windows-1251",
          "windows-1254",
          "windows-1256",
          "iso-8859-2",
          "iso-8859-15",
          "koi8-r",
          "windows-874");

  /** Never met with a wrong label: nobody could tell a short text of these from an everyday one. */
  private static final List<String> RARE =
      List.of("macintosh", "x-mac-cyrillic", "ISO-8859-3", "ISO-8859-14", "ISO-8859-4");

  /** A label that spoils less than this of a short text is not found out. */
  private static final int FEWEST_SPOILT = 5;

  private final PageDecoder decoder = new PageDecoder();
  private final Texts texts = new Texts();

  @Test
  void the_matrix_has_at_least_forty_languages_and_all_encodings_of_east_asia_and_windows() {
    List<Texts.Text> all = texts.all();
    assertThat(all).hasSizeGreaterThanOrEqualTo(40);
    assertThat(all.stream().flatMap(text -> text.encodings().stream()))
        .contains("GBK", "gb18030", "Big5", "Big5-HKSCS", "Shift_JIS", "EUC-JP", "ISO-2022-JP")
        .contains("EUC-KR", "KOI8-R", "KOI8-U", "IBM866", "windows-874", "windows-1250")
        .contains("windows-1251", "windows-1252", "windows-1253", "windows-1254", "windows-1255")
        .contains("windows-1256", "windows-1257", "windows-1258");
  }

  @ParameterizedTest
  @CsvSource({"60, 0", "0, 0", "0, 0.001", "0, 0.01"})
  void undeclared_pages_are_recognised(int characters, double damage) {
    List<String> wrong = new ArrayList<>();
    forEach(
        (text, encoding) ->
            wrong.addAll(check(text, encoding, characters, damage, "text/html", "")));
    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"60, 0", "0, 0", "0, 0.001", "0, 0.01"})
  void right_labels_are_followed_in_header_and_document(int characters, double damage) {
    List<String> wrong = new ArrayList<>();
    forEach(
        (text, encoding) -> {
          String header = "text/html; charset=" + encoding;
          wrong.addAll(check(text, encoding, characters, damage, header, ""));
          String meta = "<meta charset=\"" + encoding + "\">";
          boolean inDocument = !encoding.startsWith("UTF-16");
          if (inDocument) {
            wrong.addAll(check(text, encoding, characters, damage, "text/html", meta));
          }
        });
    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"60, 0", "0, 0", "0, 0.01"})
  void wrong_labels_are_found_out_in_header_and_document(int characters, double damage) {
    List<String> wrong = new ArrayList<>();
    forEach(
        (text, encoding) -> {
          for (String label : WRONG_LABELS) {
            if (!RARE.contains(encoding) && spoils(text, encoding, characters, label)) {
              String header = "text/html; charset=" + label;
              wrong.addAll(check(text, encoding, characters, damage, header, ""));
              String meta =
                  "<meta http-equiv='Content-Type' content='text/html; charset=" + label + "'>";
              wrong.addAll(check(text, encoding, characters, damage, "text/html", meta));
            }
          }
        });
    assertThat(wrong).isEmpty();
  }

  /** What is done with a text in an encoding. */
  private interface Case {
    void with(Texts.Text text, String encoding);
  }

  private void forEach(Case each) {
    for (Texts.Text text : texts.all()) {
      List<String> encodings = new ArrayList<>(text.encodings());
      encodings.addAll(List.of("UTF-8", "UTF-16LE", "UTF-16BE"));
      encodings.forEach(encoding -> each.with(text, encoding));
    }
  }

  private boolean spoils(Texts.Text text, String encoding, int characters, String label) {
    byte[] body = body(text, encoding, characters, "");
    String right = texts.encoding(encoding).decode(body, 0).text();
    String spoilt = texts.encoding(label).decode(body, 0).text();
    return differing(right, spoilt) >= FEWEST_SPOILT;
  }

  private byte[] body(Texts.Text text, String encoding, int characters, String head) {
    String said =
        characters > 0 ? text.stretch(characters) : text.text() + "</p>\n<p>" + text.text();
    String page =
        "<html><head>%s<title>x</title></head>\n<body><div class=\"a\"><p>%s</p></div></body></html>"
            .formatted(head, said);
    return texts.encode(page, encoding);
  }

  /** Nothing if the page is read as its encoding reads it, but for what is damaged. */
  private List<String> check(
      Texts.Text text, String encoding, int characters, double damage, String type, String head) {
    byte[] whole = body(text, encoding, characters, head);
    byte[] body = Texts.damaged(whole, damage, new Random(5));
    String right = texts.encoding(encoding).decode(body, 0).text();
    Decoded decoded = decoder.decode(Texts.page(type, body));
    int spared = damage == 0 ? 0 : 4 + (int) (damage * right.length());
    if (differing(right, decoded.text()) <= spared) {
      return List.of();
    }
    return List.of(
        "%s in %s (%s %s) was read as %s: %s"
            .formatted(
                text.language(), encoding, type, head, decoded.charset(), decoded.account()));
  }

  private static int differing(String one, String other) {
    int differing = Math.abs(one.length() - other.length());
    for (int i = 0; i < Math.min(one.length(), other.length()); i++) {
      differing += one.charAt(i) == other.charAt(i) ? 0 : 1;
    }
    return differing;
  }
}
