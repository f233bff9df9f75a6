package dev.sluice.corpus;

import dev.sluice.pages.model.RawPage;
import java.util.Locale;
import java.util.Random;

/** Pages of a pretend site: what each says, in a frame that all share. */
public final class PretendSite {

  /** A sentence that stands below the title of each page, where no name tells what it is. */
  public static final String MOTTO = "Water for everybody, every day of the year.";

  private static final String[] WORDS =
      ("river mill stone bridge field market harvest winter lantern orchard copper meadow signal"
              + " harbour engine letter carpet mountain village window shoulder thunder needle"
              + " garden barrel candle feather hammer island journey kettle ladder")
          .split(" ");

  private PretendSite() {}

  /** The page number {@code number} of a host, with this below its title. */
  public static RawPage page(String host, int number, String content) {
    return SamplePages.rawHtml(
        "https://" + host + "/page/" + number, framed("Title " + words(number, 4), content));
  }

  /** A page as it is sent: motto, title, content, and a foot with the time at which it was made. */
  public static String framed(String title, String content) {
    return "<html><head><title>"
        + title
        + "</title></head><body><div><div><a href=/>Start</a> <a href=/water>Our water</a></div>"
        + "<div>"
        + MOTTO
        + "</div><h1>"
        + title
        + "</h1><div>"
        + content
        + "</div><div>Made on 2026-03-"
        + String.format(Locale.ROOT, "%02d", 1 + Math.floorMod(title.hashCode(), 28))
        + " by the waterworks of the valley.</div></div></body></html>";
  }

  /** A paragraph of sentences that no other number has. */
  public static String paragraph(long number) {
    return "<p>" + sentences(number) + "</p>";
  }

  /** Three sentences that no other number has. */
  public static String sentences(long number) {
    return "The "
        + words(number, 9)
        + ". A "
        + words(number + 7_000, 9)
        + ", and so it is with the river. Then "
        + words(number + 9_000, 8)
        + ".";
  }

  private static String words(long number, int count) {
    Random random = new Random(number * 31 + count);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
    }
    return text.append(' ').append(number).toString();
  }
}
