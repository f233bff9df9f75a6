package dev.sluice.corpus;

import dev.sluice.corpus.model.PageFunctions;
import dev.sluice.corpus.model.SiteFacts;
import dev.sluice.corpus.model.TemplateLimits;
import dev.sluice.corpus.site.SiteLearner;
import dev.sluice.pages.model.Capture;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The host that a walk over chosen pages is at: all its lots share what is learned of it. */
final class HostOnTurn {

  private final PageFunctions functions;
  private final ChosenPages pages;
  private int number = -1;
  private @Nullable Host current;

  HostOnTurn(PageFunctions functions, ChosenPages pages) {
    this.functions = functions;
    this.pages = pages;
  }

  /** The host of this number, which is the last one or a new one. */
  Host host(int next, ChosenPages.Lot lot) {
    Host host = current;
    if (host == null || number != next) {
      host = new Host(lot.sample());
      current = host;
      number = next;
    }
    return host;
  }

  /** A host, which is learned from when its first page is read. For several threads. */
  final class Host {

    private final List<Capture> sample;
    private final Map<TemplateLimits, SiteFacts> known = new HashMap<>();

    private Host(List<Capture> sample) {
      this.sample = sample;
    }

    /** What its pages have in common, by these limits of what is template. */
    synchronized SiteFacts facts(TemplateLimits limits) {
      SiteFacts facts = known.get(limits);
      if (facts == null) {
        facts = new SiteLearner(functions, limits).learn(sample, pages::body);
        known.put(limits, facts);
      }
      return facts;
    }
  }
}
