package dev.sluice.corpus.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A document of a finished export that somebody asked to take down.
 *
 * @param demand the demand's id
 * @param id the document's id
 * @param url its page
 * @param fetchedAt when that was fetched
 * @param places where it is in the export; several if a mix repeats it
 */
public record ExportedPage(
    String demand, String id, String url, Instant fetchedAt, List<Place> places) {

  /**
   * One place of a document.
   *
   * @param shard name of the file
   * @param line its number in there, from 0
   * @param tokens its tokens, if the shard has any
   */
  public record Place(String shard, long line, Optional<Tokens> tokens) {}

  /**
   * Tokens of a shard.
   *
   * @param from the first, counted through the shard from 0
   * @param to the one behind the last
   */
  public record Tokens(long from, long to) {}

  public ExportedPage {
    places = List.copyOf(places);
  }
}
