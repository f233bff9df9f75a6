package dev.sluice.pages.archive;

import dev.sluice.pages.model.Headers;

/**
 * One record of an archive, as it stands there.
 *
 * @param offset where it begins; see {@link ArchiveItem#offset}
 * @param type {@code response}, {@code revisit} and so on, in lower case
 * @param fields its named fields, in UTF-8; a record of an ARC file has those that say the same
 * @param block its content, which is not to be changed
 * @param cut true if the block is longer than what was to be read of it
 */
public record ArchiveRecord(long offset, String type, Headers fields, byte[] block, boolean cut)
    implements ArchiveItem {

  /** The first value of a field, or the empty string. */
  public String field(String name) {
    return fields.first(name).orElse("").strip();
  }
}
