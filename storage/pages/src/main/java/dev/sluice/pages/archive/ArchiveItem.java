package dev.sluice.pages.archive;

/** What comes next in an archive: a record, or a place where none could be read. */
public sealed interface ArchiveItem permits ArchiveRecord, ArchiveDamage {

  /**
   * Where it begins: the first byte of its member in a compressed file, its own in another; bytes
   * from the file's beginning.
   */
  long offset();
}
