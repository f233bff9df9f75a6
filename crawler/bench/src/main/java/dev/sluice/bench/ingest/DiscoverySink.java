package dev.sluice.bench.ingest;

import dev.sluice.pages.model.PageUrl;
import java.util.List;

/** Takes URLs in, as the links of a page are taken in when it has been fetched. */
interface DiscoverySink extends AutoCloseable {

  /** Takes the links of one page in; committed when it returns. Several threads call it at once. */
  void discover(List<PageUrl> links);

  /** URLs that it knows. */
  long known();

  /** Writes all to the disk. */
  @Override
  void close();
}
