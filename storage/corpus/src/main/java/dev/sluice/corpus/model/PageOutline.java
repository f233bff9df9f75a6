package dev.sluice.corpus.model;

/**
 * The blocks of one page as numbers, to be compared with those of other pages of its site.
 *
 * <p>A piece is text between two block boundaries. A group is an element with several pieces. The
 * key of either is a hash of its normalised text and of the tags of the blocks around it, so equal
 * words in the navigation and in the text are two blocks.
 *
 * @param pieces keys of the pieces, in the order of the page
 * @param weights their lengths, in letters; a Han character, kana or Hangul syllable counts two
 * @param groups keys of the groups
 */
public record PageOutline(long[] pieces, int[] weights, long[] groups) {}
