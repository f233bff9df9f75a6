package dev.sluice.corpus.extract;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Tells pages where readers' contributions are the text: forums, questions and answers. */
final class Forums {

  private static final Pattern ADDRESS =
      Pattern.compile(
          "forum|/threads?[/.\\-]|showthread|viewtopic|/topics?[/.\\-]|/t/|/questions?/|/discuss|"
              + "community\\.|bbs|tieba|/thread-|/r/\\w+/comments");

  private static final Pattern SOFTWARE =
      Pattern.compile("phpbb|vbulletin|xenforo|discuz|discourse|mybb|smf|invision|flarum|nodebb");

  /** True if the address, the software or the structured data says so. */
  boolean isForum(Document document) {
    if (ADDRESS.matcher(document.location().toLowerCase(Locale.ROOT)).find()) {
      return true;
    }
    Element generator = document.selectFirst("meta[name=generator]");
    if (generator != null
        && SOFTWARE.matcher(generator.attr("content").toLowerCase(Locale.ROOT)).find()) {
      return true;
    }
    return document.selectFirst("[itemtype$=DiscussionForumPosting], [itemtype$=QAPage]") != null;
  }
}
