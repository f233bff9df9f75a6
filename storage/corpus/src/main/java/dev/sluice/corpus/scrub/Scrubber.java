package dev.sluice.corpus.scrub;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Finds personal data of some kinds in texts. Pure, and safe for use by several threads. */
public final class Scrubber {

  private final Set<PersonalData> kinds;
  private final boolean privateIps;

  /**
   * Looks for these kinds.
   *
   * @param privateIps whether addresses count that the public network does not route
   */
  public Scrubber(Set<PersonalData> kinds, boolean privateIps) {
    this.kinds = Set.copyOf(kinds);
    this.privateIps = privateIps;
  }

  private Finder finder(PersonalData kind) {
    return switch (kind) {
      case EMAIL -> new EmailFinder();
      case IP -> new IpFinder(privateIps);
      case RESIDENT_ID -> new ResidentIdFinder();
      case CREDIT_CODE -> new CreditCodeFinder();
      case PASSPORT -> AnnouncedFinder.passports();
      case WECHAT -> AnnouncedFinder.wechatIds();
      case QQ -> AnnouncedFinder.qqNumbers();
      case PHONE -> new PhoneFinder();
      case BANK_CARD -> new CardFinder();
      case LICENCE_PLATE -> new PlateFinder();
    };
  }

  /**
   * All places with personal data, in the order of the text; none overlap. Where kinds dispute a
   * place, the one that {@link PersonalData} names first has it.
   */
  public List<Span> find(String text) {
    Folded folded = new Folded(text);
    List<Span> all = List.of();
    for (PersonalData kind : PersonalData.values()) {
      if (kinds.contains(kind)) {
        List<Span> own = new ArrayList<>();
        finder(kind).find(folded, own::add);
        all = own.isEmpty() ? all : merged(all, own);
      }
    }
    return all;
  }

  /** Both in order, without those of {@code more} that overlap one of {@code first}. */
  private static List<Span> merged(List<Span> first, List<Span> more) {
    List<Span> both = new ArrayList<>(first);
    int next = 0;
    for (Span span : more) {
      while (next < first.size() && first.get(next).end() <= span.start()) {
        next++;
      }
      if (next == first.size() || first.get(next).start() >= span.end()) {
        both.add(span);
      }
    }
    both.sort(Comparator.comparingInt(Span::start));
    return both;
  }
}
