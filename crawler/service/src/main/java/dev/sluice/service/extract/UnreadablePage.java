package dev.sluice.service.extract;

/**
 * A page of which it is known beforehand that it cannot be read.
 *
 * @param reason in words for people
 */
record UnreadablePage(String id, String reason) implements PageSource {

  @Override
  public long bytes() {
    return 0;
  }

  @Override
  public SourcePage read() throws UnreadablePageException {
    throw new UnreadablePageException(reason);
  }
}
