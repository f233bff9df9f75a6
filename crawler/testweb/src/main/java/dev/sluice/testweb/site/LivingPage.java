package dev.sluice.testweb.site;

import dev.sluice.testweb.model.Reply;
import dev.sluice.testweb.model.Validator;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * A page that has versions: a test brings about the next one, or so many requests do.
 *
 * <p>Version n was last modified n days after the first day of 2020, so dates rise with versions
 * and lie in the past.
 */
public final class LivingPage implements PageSource {
  private static final Instant FIRST_DAY = Instant.parse("2020-01-01T00:00:00Z");
  private static final long SECONDS_PER_DAY = 86_400;
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final String url;
  private final String path;
  private final int every;
  private final Validator validator;
  private final IntFunction<Reply> versions;
  private final AtomicInteger changes = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();

  /**
   * @param every after so many requests a new version comes by itself; 0 for never
   * @param versions the page of a version; the first is 1
   */
  public LivingPage(
      String baseUrl, String path, int every, Validator validator, IntFunction<Reply> versions) {
    this.url = baseUrl + path.substring(1);
    this.path = path;
    this.every = every;
    this.validator = validator;
    this.versions = versions;
  }

  public String path() {
    return path;
  }

  /** Brings about the next version. */
  public void change() {
    changes.incrementAndGet();
  }

  @Override
  public Optional<Reply> reply(String target) {
    return isHere(target)
        ? Optional.of(page(version(requests.getAndIncrement())))
        : Optional.empty();
  }

  private int version(int requestsBefore) {
    return 1 + changes.get() + (every == 0 ? 0 : requestsBefore / every);
  }

  private boolean isHere(String target) {
    return FixedPages.path(target).equals(path);
  }

  private Reply page(int version) {
    Reply page = versions.apply(version);
    if (validator.hasTag()) {
      page = page.with("ETag", "\"v%d\"".formatted(version));
    }
    return validator.hasDate()
        ? page.with(
            "Last-Modified", HTTP_DATE.format(FIRST_DAY.plusSeconds(version * SECONDS_PER_DAY)))
        : page;
  }

  @Override
  public List<String> links(String target) {
    if (!isHere(target)) {
      return List.of();
    }
    byte[] body = versions.apply(version(requests.get())).body();
    return LinkReader.links(url, new String(body, StandardCharsets.UTF_8));
  }
}
