package dev.sluice.corpus.extract;

import java.util.Locale;
import java.util.regex.Pattern;

/** Tells pages where readers' contributions are the text: forums, questions and answers. */
final class Forums {

  private static final Pattern ADDRESS =
      Pattern.compile(
          "forum|/threads?[/.\\-]|showthread|viewtopic|/topics?[/.\\-]|/t/|/questions?/|/discuss|"
              + "community\\.|bbs|tieba|/thread-|/r/\\w+/comments");

  private static final Pattern SOFTWARE =
      Pattern.compile("phpbb|vbulletin|xenforo|discuz|discourse|mybb|smf|invision|flarum|nodebb");

  /** True if the address, the software or the structured data says so. */
  boolean isForum(PageMarks marks) {
    return ADDRESS.matcher(marks.document().location().toLowerCase(Locale.ROOT)).find()
        || marks
            .meta
            .content("generator")
            .filter(by -> SOFTWARE.matcher(by.toLowerCase(Locale.ROOT)).find())
            .isPresent()
        || marks.isDiscussion();
  }
}
