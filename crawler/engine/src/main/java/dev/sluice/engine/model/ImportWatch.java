package dev.sluice.engine.model;

/** Is told how an import goes, by one thread at a time. */
public interface ImportWatch {

  /** Whether it is to end; what was read by then is stored. */
  boolean stopped();

  /** How far it is; called for each record. */
  void progress(ImportCounts counts);

  /**
   * A place of an archive that could not be read.
   *
   * @param archive the archive's name
   * @param offset where it begins, in bytes; the member's beginning in a compressed file
   * @param why as the end of a sentence
   */
  void damage(String archive, long offset, String why);
}
