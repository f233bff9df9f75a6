package dev.sluice.pages.warc;

import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.RawPage;
import java.time.Instant;
import java.util.Optional;

/** What a record of a WARC file stands for, or two that belong together. */
public sealed interface WarcItem {

  /** A capture with its body. */
  record Page(RawPage page) implements WarcItem {}

  /**
   * A capture whose body another record has.
   *
   * @param capture its {@code bodyHash} is that of the body, {@code bodyBytes} its length or 0 if
   *     the file does not tell
   * @param original the capture that has the body, if the file names it
   */
  record Revisit(Capture capture, Optional<CaptureKey> original) implements WarcItem {}

  /**
   * A text that was made of a capture.
   *
   * @param languages as the record has them, ISO 639-3 codes apart by commas; empty if it has none
   */
  record Text(PageUrl url, Instant at, String text, String languages) implements WarcItem {}

  /**
   * A record that is no capture, or one that is not kept.
   *
   * @param type of the record
   * @param why for people; empty if it is of a type that tells of no capture
   */
  record Passed(String type, String why) implements WarcItem {}
}
