package dev.sluice.testweb.model;

import java.util.Optional;

/**
 * The recipe of a generated site: how many pages, in which language, with how much trouble.
 *
 * <p>Every page is a pure function of the recipe and its number, so nothing is stored for a page. A
 * zero in one of the "every" fields means never.
 *
 * @param pages the number of pages, the front page included
 * @param fanOut how many children a page links to in the tree
 * @param crossLinks how many other pages of the site a page links to as related
 * @param duplicateEvery one page in so many repeats an earlier one
 * @param nearDuplicateEvery one page in so many repeats an earlier one but for one paragraph
 * @param junkEvery one page in so many is not worth keeping
 * @param legacyCharsets whether some Chinese pages are GBK or Big5
 * @param mirrored the site from which one page in {@code mirrorEvery} is copied
 */
public record PageMix(
    Language language,
    int pages,
    long seed,
    int fanOut,
    int crossLinks,
    int duplicateEvery,
    int nearDuplicateEvery,
    int junkEvery,
    boolean legacyCharsets,
    boolean gzip,
    Optional<String> mirrored,
    int mirrorEvery) {

  /** English pages: some duplicates, some junk. */
  public static PageMix english(int pages, long seed) {
    return of(Language.ENGLISH, pages, seed);
  }

  /** Chinese pages: some duplicates, some junk, all UTF-8. */
  public static PageMix chinese(int pages, long seed) {
    return of(Language.CHINESE, pages, seed);
  }

  /** English and Chinese pages in turn. */
  public static PageMix mixed(int pages, long seed) {
    return of(Language.MIXED, pages, seed);
  }

  private static PageMix of(Language language, int pages, long seed) {
    return new PageMix(language, pages, seed, 5, 3, 13, 11, 9, false, true, Optional.empty(), 0);
  }

  /** Nothing but good pages. */
  public PageMix clean() {
    return new PageMix(
        language,
        pages,
        seed,
        fanOut,
        crossLinks,
        0,
        0,
        0,
        legacyCharsets,
        gzip,
        mirrored,
        mirrorEvery);
  }

  public PageMix withLegacyCharsets() {
    return new PageMix(
        language,
        pages,
        seed,
        fanOut,
        crossLinks,
        duplicateEvery,
        nearDuplicateEvery,
        junkEvery,
        true,
        gzip,
        mirrored,
        mirrorEvery);
  }

  /** Never compresses; cheaper for the server. */
  public PageMix uncompressed() {
    return new PageMix(
        language,
        pages,
        seed,
        fanOut,
        crossLinks,
        duplicateEvery,
        nearDuplicateEvery,
        junkEvery,
        legacyCharsets,
        false,
        mirrored,
        mirrorEvery);
  }

  /** Copies one page in {@code every} from another generated site of the same web. */
  public PageMix mirroring(String site, int every) {
    return new PageMix(
        language,
        pages,
        seed,
        fanOut,
        crossLinks,
        duplicateEvery,
        nearDuplicateEvery,
        junkEvery,
        legacyCharsets,
        gzip,
        Optional.of(site),
        every);
  }
}
