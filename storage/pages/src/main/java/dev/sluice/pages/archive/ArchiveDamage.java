package dev.sluice.pages.archive;

/**
 * A place of an archive where no record could be read; reading goes on behind it.
 *
 * @param offset where it begins; see {@link ArchiveItem#offset}
 * @param why what is wrong, as the end of a sentence
 */
public record ArchiveDamage(long offset, String why) implements ArchiveItem {}
