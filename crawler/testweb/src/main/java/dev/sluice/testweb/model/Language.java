package dev.sluice.testweb.model;

/** The language of a generated page or site. */
public enum Language {
  ENGLISH("en"),
  CHINESE("zh-CN"),
  /** Chinese in traditional characters, sent as Big5. */
  TRADITIONAL_CHINESE("zh-TW"),
  /** Of a site: English and Chinese pages in turn. */
  MIXED("mul");

  private final String tag;

  Language(String tag) {
    this.tag = tag;
  }

  /** The value of the page's {@code lang} attribute. */
  public String tag() {
    return tag;
  }

  public boolean isChinese() {
    return this == CHINESE || this == TRADITIONAL_CHINESE;
  }
}
