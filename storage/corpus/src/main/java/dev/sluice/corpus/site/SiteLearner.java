package dev.sluice.corpus.site;

import dev.sluice.corpus.charset.CharsetHabit;
import dev.sluice.corpus.model.Decoded;
import dev.sluice.corpus.model.PageFunctions;
import dev.sluice.corpus.model.SiteFacts;
import dev.sluice.corpus.model.SiteTemplate;
import dev.sluice.corpus.model.TemplateLimits;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.RawPage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Learns what the pages of a site have in common from some of them.
 *
 * <p>A block is template if it recurs: on how many pages it must stand depends on what is at stake,
 * see the extractor. That pages share blocks because they are copies of each other would make their
 * very text a template, so only a page that says something of its own counts, and of pages that say
 * the same only one ({@link BlockCounts}).
 *
 * <p>The idea of counting blocks over a site is from Bar-Yossef and Rajagopalan (WWW 2002), that of
 * keys made of text and place in the tree from Gibson, Punera and Tomkins (WWW 2005), who found
 * templates to be 40 to 50 % of the web's text; Yi, Liu and Li (KDD 2003) merge the trees of a site
 * instead, which costs more memory and finds no more on sites whose template is fixed.
 *
 * <p>Cost: each page of the sample is decoded and parsed once; memory: twelve bytes a block.
 */
public final class SiteLearner {

  private final PageFunctions functions;
  private final TemplateLimits limits;

  /** A learner that reads pages by these functions; safe for use by several threads. */
  public SiteLearner(PageFunctions functions, TemplateLimits limits) {
    this.functions = functions;
    this.limits = limits;
  }

  /**
   * Learns from a sample of a site's pages, each of which is read once or twice and held never.
   *
   * @param sample captures of pages of one site, in any order
   * @param body reads the body of a capture
   */
  public SiteFacts learn(List<Capture> sample, Function<Capture, byte[]> body) {
    CharsetHabit habit = new CharsetHabit();
    BlockCounts blocks = new BlockCounts(limits);
    List<Capture> undeclared = new ArrayList<>();
    for (Capture capture : sample) {
      RawPage page = new RawPage(capture, body.apply(capture));
      if (!isDeclared(page, habit, blocks)) {
        undeclared.add(capture);
      }
    }
    SiteFacts soFar = new SiteFacts(habit.found(), SiteTemplate.NONE);
    for (Capture capture : undeclared) {
      count(new RawPage(capture, body.apply(capture)), soFar, blocks);
    }
    return new SiteFacts(soFar.charset(), blocks.template());
  }

  /** Counts a page that declares its encoding; others wait until the habit is known. */
  private boolean isDeclared(RawPage page, CharsetHabit habit, BlockCounts blocks) {
    try {
      Decoded decoded = functions.decoder().decode(page);
      habit.add(decoded);
      if (!CharsetHabit.isDeclared(decoded)) {
        return false;
      }
      count(decoded, page, blocks);
    } catch (RuntimeException | StackOverflowError defect) {
      return true; // it teaches nothing here; when it is cleaned, its row of the ledger tells
    }
    return true;
  }

  private void count(RawPage page, SiteFacts soFar, BlockCounts blocks) {
    try {
      count(functions.decoder().decode(page, soFar), page, blocks);
    } catch (RuntimeException | StackOverflowError defect) {
      // it teaches nothing here; when it is cleaned, its row of the ledger tells
    }
  }

  private void count(Decoded decoded, RawPage page, BlockCounts blocks) {
    if (!limits.isOff()) {
      blocks.add(functions.extractor().outline(decoded.text(), page.capture().url()));
    }
  }
}
