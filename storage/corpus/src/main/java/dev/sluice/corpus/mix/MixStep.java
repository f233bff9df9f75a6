package dev.sluice.corpus.mix;

import dev.sluice.corpus.model.Candidates;
import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.Measured;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.model.StepKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The step {@code mix}, which leaves out what a mix has no room for; no recipe can name it. */
public final class MixStep implements GlobalStep {

  /** Its name in ledgers and manifests. */
  public static final String NAME = "mix";

  private static final String GROUP = "mix/group";
  private static final String SAMPLE = "mix/sample";
  private static final String CAP = "mix/cap";
  private static final String BUDGET = "mix/budget";

  /** Its rules. */
  static final List<String> RULES = List.of(GROUP, SAMPLE, CAP, BUDGET);

  /** The step, as steps of recipes are known. */
  public static final StepKind KIND =
      new StepKind.OfCandidates(
          NAME,
          "Leaves out what a mix has no room for.",
          List.of(),
          RULES,
          Set.of(),
          parameters -> {
            throw new IllegalStateException("it is made by a mix");
          });

  /** Groups that a reason can tell apart; a float holds all reasons exactly. */
  private static final int GROUPS = 1 << 12;

  private final List<String> groups;
  private final List<String> amounts;
  private final List<String> caps;

  /**
   * The step.
   *
   * @param groups names of the groups
   * @param amounts what they may have, in words
   * @param caps what is allowed, in words
   */
  public MixStep(List<String> groups, List<String> amounts, List<String> caps) {
    this.groups = List.copyOf(groups);
    this.amounts = List.copyOf(amounts);
    this.caps = List.copyOf(caps);
  }

  /** The words that it was made of: of groups, of what they may have, of caps. */
  public List<List<String>> words() {
    return List.of(groups, amounts, caps);
  }

  static int code(int reason, int group) {
    return reason * GROUPS + group;
  }

  static String rule(int reason) {
    return RULES.get(Math.min(place(reason), RULES.size() - 1));
  }

  private static int place(int reason) {
    return switch (reason) {
      case MixTable.NO_GROUP -> 0;
      case MixTable.SAMPLED_OUT -> 1;
      case MixTable.OVER_BUDGET -> RULES.size() - 1;
      default -> 2;
    };
  }

  @Override
  public void choose(Candidates candidates, Selection selection, int step) {
    throw new IllegalStateException("a mix is measured out by its mixer");
  }

  @Override
  public Measurement reason(Loss loss) {
    int code = (int) loss.measured();
    int reason = code / GROUPS;
    String group = groups.get(code % GROUPS);
    return switch (reason) {
      case MixTable.NO_GROUP -> measurement(GROUP, "none", "a group of the mix takes it");
      case MixTable.SAMPLED_OUT -> measurement(SAMPLE, group, "drawn by lot");
      case MixTable.OVER_BUDGET -> measurement(BUDGET, group, amounts.get(code % GROUPS));
      default -> measurement(CAP, group, caps.get(reason - MixTable.CAPPED));
    };
  }

  private static Measurement measurement(String rule, String fact, String limit) {
    return new Measurement(rule, new Measured.Fact(fact), limit, false);
  }

  /** One of each of its rules. */
  public List<Measurement> all() {
    List<Measurement> all = new ArrayList<>();
    RULES.forEach(rule -> all.add(measurement(rule, "", "")));
    return all;
  }
}
