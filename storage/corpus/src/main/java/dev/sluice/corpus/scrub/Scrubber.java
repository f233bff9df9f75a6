package dev.sluice.corpus.scrub;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds personal data of some kinds in texts. Pure, and safe for use by several threads. */
public final class Scrubber {

  private final List<Finder> finders;

  /**
   * Looks for these kinds.
   *
   * @param privateIps whether addresses count that the public network does not route
   */
  public Scrubber(Set<PersonalData> kinds, boolean privateIps) {
    this.finders =
        Stream.of(PersonalData.values())
            .filter(kinds::contains)
            .map(kind -> finder(kind, privateIps))
            .toList();
  }

  private static Finder finder(PersonalData kind, boolean privateIps) {
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
    for (Finder finder : finders) {
      List<Span> own = new ArrayList<>();
      finder.find(folded, own::add);
      all = own.isEmpty() ? all : merged(all, own);
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
