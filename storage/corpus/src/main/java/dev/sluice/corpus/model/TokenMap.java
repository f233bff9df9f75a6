package dev.sluice.corpus.model;

import dev.sluice.pages.model.PageUrl;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whose tokens lie where in an export of tokens, asked from either side. Tokens are counted from 0,
 * through all shards in their order, or through one of them. For one thread.
 */
public interface TokenMap extends AutoCloseable {

  /**
   * The tokens of a document.
   *
   * @param shard the file that they are in
   * @param index the document's place in the shard's index, from 0
   * @param id the document's id
   * @param url its page
   * @param fetchedAt when that was fetched
   * @param textHash XXH3-128 of the normalised text, 32 hexadecimal digits
   * @param offset the first token, counted through the shard
   * @param tokens how many there are, the one that ends the document included
   * @param offsetInAll the first token, counted through all shards
   */
  record Place(
      String shard,
      long index,
      String id,
      String url,
      Instant fetchedAt,
      String textHash,
      long offset,
      long tokens,
      long offsetInAll) {}

  /** How many tokens all shards have. */
  long tokens();

  /** The documents of a URL, in their order; none if the export has none of it. */
  List<Place> find(PageUrl url);

  /** Whose token this is, counted through all shards; nobody's if there are not so many. */
  Optional<Place> at(long offset);

  /**
   * Whose token this is, counted through one shard.
   *
   * @param shard the name of its file
   * @throws dev.sluice.pages.settings.SettingsException if there is no such shard
   */
  Optional<Place> at(String shard, long offset);

  @Override
  void close();
}
