package dev.sluice.corpus.charset;

import dev.sluice.corpus.charset.Detector.Rank;
import dev.sluice.corpus.model.Decoded;
import dev.sluice.corpus.model.Decoded.Evidence;
import dev.sluice.corpus.model.Decoder;
import dev.sluice.corpus.model.SiteFacts;
import dev.sluice.pages.model.RawPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decodes pages of the open web, whose declarations are often missing and sometimes wrong.
 *
 * <p>All evidence is heard: byte order mark, Content-Type header, declaration in the document (the
 * order of the HTML Standard, section 13.2.3), the habit of the site, and the bytes themselves. A
 * browser believes a declaration whatever comes of it, since its reader can complain. Nobody reads
 * what a corpus decodes, so here the bytes may overrule a declaration:
 *
 * <ul>
 *   <li>Zero bytes at every other place are UTF-16, escape sequences of ISO-2022-JP are that.
 *   <li>Bytes that are valid UTF-8 with several multi-byte sequences are UTF-8: no other encoding
 *       makes them by chance. This cures the server-wide header {@code iso-8859-1}.
 *   <li>For all other bytes a {@link Detector} compares how likely the text is in each encoding. A
 *       declaration counts there as much as it is true on the web, and loses only to one that reads
 *       the same bytes as clearly likelier text.
 * </ul>
 *
 * <p>It holds no state, and can be shared between threads. Cost: one pass over the bytes and one
 * decoding; for a page that is not plainly UTF-8, the detector's millisecond besides.
 */
public final class PageDecoder implements Decoder {

  /** Multi-byte sequences that make valid UTF-8 stronger than a declaration. */
  private static final int SINGLE_BYTE_OVERRULED = 2;

  private static final int MULTI_BYTE_OVERRULED = 8;

  /** How far declarations are believed, in eighths of a nat. */
  private static final int DECLARED = 5 * LanguageModel.NAT;

  /** Many servers call every page iso-8859-1. */
  private static final int CALLED_LATIN = 3 * LanguageModel.NAT;

  private static final int HABIT = 4 * LanguageModel.NAT;

  /** A rival must be likelier than a declared encoding by this much ... */
  private static final int CLEARLY = 3 * LanguageModel.NAT;

  /** ... and by this much for each character that they read differently: half a nat. */
  private static final int CLEARLY_EACH = LanguageModel.NAT / 2;

  private static final Pattern CHARSET =
      Pattern.compile("charset\\s*=\\s*[\"']?\\s*([^\\s\"';,]{1,40})", Pattern.CASE_INSENSITIVE);

  private final Encodings encodings = new Encodings();
  private final Prescan prescan = new Prescan();
  private final Detector detector = new Detector(encodings);
  private final ByteOrder byteOrder = new ByteOrder(encodings);
  private final Encoding utf8 = encodings.require("utf-8");
  private final Encoding latin = encodings.require("windows-1252");
  private final Encoding iso2022 = encodings.require("iso-2022-jp");

  /** Reads its tables from the class path: a tenth of a second. */
  public PageDecoder() {}

  @Override
  public Decoded decode(RawPage page) {
    return decode(page, SiteFacts.NONE);
  }

  @Override
  public Decoded decode(RawPage page, SiteFacts site) {
    byte[] body = page.body();
    List<Claim> claims = claims(page, site.charset());
    Optional<Decision> marked = byteOrder.marked(body);
    if (marked.isPresent()) {
      return marked.get().decoded(body, ByteOrder.markBytes(body), claims);
    }
    return byteOrder
        .unmarked(body, claims)
        .orElseGet(() -> decide(body, ByteProfile.of(body, 0), claims))
        .decoded(body, 0, claims);
  }

  private Decision decide(byte[] body, ByteProfile profile, List<Claim> claims) {
    if (profile.escapes() > 0 && profile.high() * 50L <= profile.bytes()) {
      Decision seen =
          new Decision(
              iso2022, Evidence.DETECTOR, "%d escape sequences".formatted(profile.escapes()));
      return first(claims, iso2022).map(Decision::of).orElse(seen);
    }
    if (profile.ascii()) {
      return claims.stream()
          .filter(Claim::allowsAscii)
          .findFirst()
          .map(Decision::of)
          .orElse(new Decision(utf8, Evidence.DEFAULT, "only ASCII"));
    }
    if (profile.utf8()) {
      Optional<Claim> claimed = first(claims, utf8);
      if (claimed.isPresent()) {
        return Decision.of(claimed.get());
      }
      if (profile.utf8Sequences() >= overruling(claims)) {
        return new Decision(utf8, Evidence.VALID_UTF8, profile.utf8Words());
      }
    }
    return likeliest(body, profile, claims);
  }

  private static Optional<Claim> first(List<Claim> claims, Encoding meant) {
    return claims.stream().filter(claim -> claim.means(meant)).findFirst();
  }

  /** How many sequences of UTF-8 are stronger than what is claimed. */
  private static int overruling(List<Claim> claims) {
    boolean multiByte =
        claims.stream()
            .flatMap(claim -> claim.encoding().stream())
            .anyMatch(encoding -> encoding.decoder() instanceof MultiByte);
    return multiByte ? MULTI_BYTE_OVERRULED : SINGLE_BYTE_OVERRULED;
  }

  private Decision likeliest(byte[] body, ByteProfile profile, List<Claim> all) {
    byte[] sample = Sample.of(body);
    List<Claim> claims =
        all.stream()
            .filter(Claim::allowsHighBytes)
            .filter(claim -> profile.utf8Sequences() > 0 || !claim.means(utf8))
            .toList();
    List<Rank> ranks = detector.rank(sample, profile.sparseness(), claims);
    Rank best = ranks.get(0);
    for (Claim claim : claims) {
      Rank claimed = rankOf(claim, ranks);
      int lead = claimed.cost() - best.cost();
      if (lead <= CLEARLY + CLEARLY_EACH * differing(sample, claimed, best)) {
        return Decision.of(claim);
      }
    }
    return new Decision(best.encoding(), Evidence.DETECTOR, words(sample, ranks));
  }

  private static Rank rankOf(Claim claim, List<Rank> ranks) {
    return ranks.stream().filter(rank -> claim.means(rank.encoding())).findFirst().orElseThrow();
  }

  /**
   * How many characters two encodings read differently: counted where both make as many of them,
   * and one for 16 bytes where not.
   */
  private static int differing(byte[] sample, Rank one, Rank other) {
    Characters first = one.encoding().characters(sample, 0);
    Characters second = other.encoding().characters(sample, 0);
    if (first.length() != second.length()) {
      return 1 + sample.length / 16;
    }
    int differing = 0;
    for (int i = 0; i < first.length(); i++) {
      differing += first.at(i) == second.at(i) ? 0 : 1;
    }
    return differing;
  }

  /** Such as {@code like ru, 212 nats before windows-1255}. */
  private static String words(byte[] sample, List<Rank> ranks) {
    Rank best = ranks.get(0);
    Optional<Rank> next =
        ranks.stream().skip(1).filter(rank -> differing(sample, rank, best) > 0).findFirst();
    String before =
        next.map(
                rank ->
                    ", %d nats before %s"
                        .formatted(
                            (rank.cost() - best.cost()) / LanguageModel.NAT,
                            rank.encoding().name()))
            .orElse("");
    return (best.language().isEmpty() ? "damaged UTF-8" : "like " + best.language()) + before;
  }

  private List<Claim> claims(RawPage page, Optional<String> habit) {
    List<Claim> claims = new ArrayList<>();
    Matcher header = CHARSET.matcher(page.capture().headers().first("content-type").orElse(""));
    if (header.find()) {
      String label = header.group(1);
      Optional<Encoding> encoding = encodings.find(label);
      int weight = encoding.filter(latin::equals).isPresent() ? CALLED_LATIN : DECLARED;
      claims.add(new Claim(Evidence.HTTP_HEADER, label, encoding, weight));
    }
    prescan
        .label(page.body())
        .ifPresent(
            label -> claims.add(new Claim(Evidence.DOCUMENT, label, inDocument(label), DECLARED)));
    habit.ifPresent(
        name -> claims.add(new Claim(Evidence.SITE_HABIT, name, encodings.find(name), HABIT)));
    return claims;
  }

  /**
   * What a label means that stands in the document: one that could be read so far is not in UTF-16,
   * but in UTF-8; and the encoding for bytes that are no text, as the HTML Standard has it, is
   * windows-1252.
   */
  private Optional<Encoding> inDocument(String label) {
    return encodings
        .find(label)
        .map(its -> its.decoder() instanceof Utf16 ? utf8 : its)
        .map(its -> its.name().equals("x-user-defined") ? latin : its);
  }
}
