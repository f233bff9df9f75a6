package dev.sluice.engine.model;

import dev.sluice.pages.model.PageUrl;
import java.time.Instant;
import java.util.Optional;

/**
 * A page, or a further sitemap, that a sitemap names.
 *
 * @param url where it is
 * @param lastModified when it was changed last, as far as the sitemap says
 * @param changeFrequency how often it changes; empty for a sitemap
 */
public record SitemapEntry(
    PageUrl url, Optional<Instant> lastModified, Optional<ChangeFrequency> changeFrequency) {}
