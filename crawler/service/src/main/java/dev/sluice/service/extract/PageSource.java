package dev.sluice.service.extract;

/** A page that is still to be read. */
interface PageSource {

  /** What the output calls the page, if reading it fails. */
  String id();

  /** About how many bytes it will take. */
  long bytes();

  /**
   * Reads it.
   *
   * @throws UnreadablePageException if that fails, with a reason for people
   */
  SourcePage read() throws UnreadablePageException;
}
