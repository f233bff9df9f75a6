package dev.sluice.corpus.model;

import java.util.List;
import java.util.Set;

/** A kind of step that recipes may name: what it is called, what it needs, how one is made. */
public sealed interface StepKind {

  /** As written in recipes. */
  String name();

  /** One sentence for people. */
  String meaning();

  /** All parameters, in the order in which an expanded recipe shows them. */
  List<Parameter> parameters();

  /** The published names of its rules, in the order in which they are judged. */
  List<String> rules();

  /** Parts of a draft that must be there before it. */
  Set<Part> needs();

  /** A part of a draft that one step makes and others need. */
  enum Part {
    CHARACTERS,
    TEXT,
    LANGUAGE
  }

  /**
   * A step that looks at one page alone.
   *
   * @param needs parts that must be there before it
   * @param gives parts that are there after it
   * @param maker makes the step from its parameters
   */
  record OfPages(
      String name,
      String meaning,
      List<Parameter> parameters,
      List<String> rules,
      Set<Part> needs,
      Set<Part> gives,
      PageStepMaker maker)
      implements StepKind {}

  /**
   * A step that compares candidates with each other; it runs after all page steps.
   *
   * @param needs parts that must be there before it
   * @param maker makes the step from its parameters
   */
  record OfCandidates(
      String name,
      String meaning,
      List<Parameter> parameters,
      List<String> rules,
      Set<Part> needs,
      GlobalStepMaker maker)
      implements StepKind {}

  /** Makes a page step from its parameters and the functions that it may call. */
  @FunctionalInterface
  interface PageStepMaker {
    PageStep make(Parameters parameters, PageFunctions functions);
  }

  /** Makes a global step from its parameters. */
  @FunctionalInterface
  interface GlobalStepMaker {
    GlobalStep make(Parameters parameters);
  }
}
