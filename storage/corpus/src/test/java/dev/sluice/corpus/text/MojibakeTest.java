package dev.sluice.corpus.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MojibakeTest {

  private final Mojibake mojibake = new Mojibake();

  /** Honest texts, with whatever comes closest to broken ones in each language. */
  static String[] honest() {
    return new String[] {
      "The café’s “naïve” menu costs £5 – or €6… © 2024 Ünïcödé™",
      "« Voilà »\nBienvenue au café » dit-il… l’été, « déjà »\nÀ bientôt – ça va ? CAFÉ™ « CAFÉ»",
      "„Spaß“, sagte er: „Größe“ und „BÖ“… SPAß™\nGRÜß GOTT… ÄÖÜ“",
      "AMANHÃ…\nNÃO É SÓ ISSO\nMANHÃ»",
      "HALLÅ…\nÅ”\nSMÅ–\nfå på då – Ä“\nSKÅ…",
      "¿Qué? «BOGOTÁ» ¡Olé! “Olé”… 5ª planta, 3º piso",
      "ÞAÐ… Ísland “Ð” og “Þ”\nÆ… ø”",
      "Příliš žluťoučký kůň úpěl ďábelské ódy – „ÚŽ“ a Š”",
      "Съешь же ещё этих мягких французских булок – «да» и №5",
      "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία «όχι»…",
      "我能吞下玻璃而不伤身体。“是的”，他说：《书》……（完）——１２３",
      "我能吞下玻璃而不傷身體。「是的」，他說：《書》開閉閒間問聞關闊",
      "私はガラスを食べられます。「はい」…それは私を傷つけません。",
      "나는 유리를 먹을 수 있어요. “그래도” 아프지 않아요…",
      "أنا قادر على أكل الزجاج و هذا لا يؤلمني، «نعم»",
      "אני יכול לאכול זכוכית וזה לא מזיק לי. “כן”…",
      "मैं काँच खा सकता हूँ और मुझे उससे कोई चोट नहीं पहुंचती।",
      "ฉันกินกระจกได้ แต่มันไม่ทำให้ฉันเจ็บ",
      "Tôi có thể ăn thủy tinh mà không hại gì. “Đúng”…",
      "Pchnąć w tę łódź jeża lub ośm skrzyń fig – „Ó” i Ł…",
      "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿ €‚ƒ„…†‡ˆ‰Š‹ŒŽ",
      "Ä Ö Ü ä ö ü ß | ½ ¼ ¾ ± ² ³ µ ¶ · ¸ ¹ º » ¿ × ÷ °C"
    };
  }

  @ParameterizedTest
  @MethodSource("honest")
  void honest_text_is_never_touched(String text) {
    assertThat(mojibake.repair(text)).isEmpty();
    for (String line : text.split("\n")) {
      assertThat(mojibake.repair(line)).as(line).isEmpty();
      assertThat(mojibake.repair("<p>" + line + "</p>")).as(line).isEmpty();
    }
  }

  @Test
  void quotation_marks_other_scripts_and_emoji_prove_it_at_once() {
    repairs("<p>It isn’t – “really” – true…</p>");
    repairs("Съешь же ещё этих булок");
    repairs("我能吞下玻璃而不伤身体。");
    repairs("まったく問題ありません。");
    repairs("أنا قادر على أكل");
    repairs("good 😀 morning");
  }

  @Test
  void letters_of_latin_prove_it_only_together() {
    String page = "<li>café</li><li>naïve à la carte</li><li>Größe</li><li>20 °C</li>";
    repairs(page);
    assertThat(mojibake.repair(broken("<li>café</li>", "windows-1252"))).isEmpty();
    assertThat(mojibake.repair(broken(page, "windows-1252") + "<p>mañana</p><p>dès</p>")).isEmpty();
  }

  @Test
  void a_quotation_that_is_broken_is_repaired_and_the_text_around_it_is_not() {
    String page = "<p>« Voilà »</p><p>" + broken("It isn’t", "windows-1252") + "</p>";
    assertThat(mojibake.repair(page).orElseThrow().text())
        .isEqualTo("<p>« Voilà »</p><p>It isn’t</p>");
    assertThat(mojibake.repair(page).orElseThrow().stretches()).isEqualTo(1);
  }

  @Test
  void what_was_broken_twice_is_repaired_twice() {
    String twice = broken(broken("It isn’t “so”", "windows-1252"), "windows-1252");
    assertThat(mojibake.repair(twice).orElseThrow().text()).isEqualTo("It isn’t “so”");
  }

  @Test
  void chinese_that_was_read_as_gbk_is_repaired_where_no_byte_was_lost() {
    String text = "这个问题的解决办法是重新安装系统";
    String broken = broken(text, "GBK");
    assertThat(broken).isNotEqualTo(text).doesNotContain("\uFFFD");
    Mojibake.Repaired repaired = mojibake.repair("<p>" + broken + "</p>").orElseThrow();
    assertThat(repaired.text()).isEqualTo("<p>" + text + "</p>");
    assertThat(repaired.readAs()).isEqualTo("gbk");
    assertThat(mojibake.repair(broken("这个问题的解决办法是重新安装", "GBK") + "锟斤拷")).isEmpty();
  }

  private void repairs(String text) {
    String broken = broken(text, "windows-1252");
    assertThat(broken).isNotEqualTo(text);
    assertThat(mojibake.repair(broken).map(Mojibake.Repaired::text)).as(broken).contains(text);
  }

  /** As a browser reads windows-1252: a byte without a character is the control of that number. */
  private static String broken(String text, String charset) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (charset.equals("GBK")) {
      return new String(bytes, Charset.forName(charset));
    }
    StringBuilder broken = new StringBuilder();
    for (byte b : bytes) {
      String c = new String(new byte[] {b}, Charset.forName(charset));
      broken.append(c.equals("\uFFFD") ? (char) (b & 0xff) : c.charAt(0));
    }
    return broken.toString();
  }
}
