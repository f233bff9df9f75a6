package dev.sluice.corpus.scrub;

import java.util.Locale;

/** The kinds of personal data that can be found; where two claim the same place, the first wins. */
public enum PersonalData {
  /** An address of electronic mail. */
  EMAIL("emails"),
  /** An IPv4 or IPv6 address. */
  IP("ips"),
  /** A Chinese resident identity number (GB 11643), with 18 or 15 characters. */
  RESIDENT_ID("resident-ids"),
  /** A unified social credit code (GB 32100), which names a Chinese organisation or shop. */
  CREDIT_CODE("credit-codes"),
  /** A number of a passport or travel permit, where the text says that it is one. */
  PASSPORT("passports"),
  /** A WeChat account, where the text says that it is one. */
  WECHAT("wechat-ids"),
  /** A QQ account, where the text says that it is one. */
  QQ("qq-numbers"),
  /** A telephone number. */
  PHONE("phones"),
  /** A number of a bank card (ISO/IEC 7812). */
  BANK_CARD("bank-cards"),
  /** A Chinese licence plate (GA 36). */
  LICENCE_PLATE("licence-plates");

  private final String plural;

  PersonalData(String plural) {
    this.plural = plural;
  }

  /** As written in recipes and tags, such as {@code resident_id}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name of the rule that counts it, such as {@code scrub/resident-ids}. */
  public String rule() {
    return "scrub/" + plural;
  }
}
