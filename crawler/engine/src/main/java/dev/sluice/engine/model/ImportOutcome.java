package dev.sluice.engine.model;

/** What became of a record of an archive. */
public enum ImportOutcome {
  /** It is a capture of the store now. */
  STORED("stored"),
  /** The store has a capture of this URL and time already. */
  PRESENT("in the store already"),
  /** Its URL fits none of the patterns that were asked for. */
  NOT_INCLUDED("not asked for"),
  /** Its URL is none of a web page, such as {@code dns:} or {@code ftp:}. */
  NO_WEB_PAGE("no http or https URL"),
  /** It is the robots.txt or tdmrep.json of a server, and was taken in as that. */
  SERVER_FILE("robots.txt and tdmrep.json"),
  /** It says that a page was as before, and that page is not there. */
  ORIGINAL_MISSING("revisits of pages that are not there"),
  /** It cannot be read. */
  DAMAGED("damaged"),
  /** It holds no page: a request, metadata, what is said of the file. */
  BESIDES("requests, metadata and the like");

  private final String words;

  ImportOutcome(String words) {
    this.words = words;
  }

  /** The same for people. */
  public String words() {
    return words;
  }
}
