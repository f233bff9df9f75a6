package dev.sluice.spark.model;

import dev.sluice.pages.codec.CaptureCodec;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.RawPage;
import dev.sluice.pages.model.Row;

/**
 * A raw page as bytes.
 *
 * @param key what captures are sorted by, as unsigned bytes
 * @param facts all else of the capture
 * @param body as received; not to be changed
 */
public record PageRow(byte[] key, byte[] facts, byte[] body) {

  /** The row of a page. */
  public static PageRow of(RawPage page) {
    Capture capture = page.capture();
    return new PageRow(CaptureCodec.key(capture.key()), CaptureCodec.value(capture), page.body());
  }

  /** The facts of the fetch. */
  public Capture capture() {
    return CaptureCodec.capture(new Row(key, facts));
  }

  /** The page itself. */
  public RawPage page() {
    return new RawPage(capture(), body);
  }
}
