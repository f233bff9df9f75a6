package dev.sluice.corpus.model;

import java.util.List;
import java.util.Optional;

/**
 * What a step's parameter may be, and what it is when a recipe does not say.
 *
 * @param name as written in recipes
 * @param form the form of its value
 * @param defaults the value when left out; a single value is a list of one
 * @param least smallest number allowed
 * @param most largest number allowed
 * @param choices the words allowed; empty where any are
 * @param meaning one sentence for people
 * @param condition what another parameter must be for this one to be given; none for most
 * @param content what the words of a list are, where that can be checked
 */
public record Parameter(
    String name,
    Form form,
    List<String> defaults,
    double least,
    double most,
    List<String> choices,
    String meaning,
    Optional<Condition> condition,
    Content content) {

  /**
   * What another parameter must be.
   *
   * @param parameter its name
   * @param value its only value
   */
  public record Condition(String parameter, String value) {}

  /** The largest count that a parameter can be: beyond it, limits make no sense. */
  public static final long MOST = 1_000_000_000_000L;

  /** The forms that a value may have. */
  public enum Form {
    NUMBER,
    DECIMAL,
    CHOICE,
    WORDS,
    FILES,
    /** The name of a value that an earlier step measures, or none. */
    VALUE
  }

  /** What the words of a list are. */
  public enum Content {
    ANY,
    /** Codes of languages, as {@link LanguageLabel} has them. */
    LANGUAGES,
    /** Conditions on measured values, see {@link Requirement}. */
    REQUIREMENTS
  }

  private Parameter(
      String name,
      Form form,
      List<String> defaults,
      double least,
      double most,
      List<String> choices,
      String meaning) {
    this(name, form, defaults, least, most, choices, meaning, Optional.empty(), Content.ANY);
  }

  public Parameter {
    defaults = List.copyOf(defaults);
    choices = List.copyOf(choices);
  }

  /** A whole number, 0 or more. */
  public static Parameter number(String name, long standard, String meaning) {
    List<String> defaults = List.of(Long.toString(standard));
    return new Parameter(name, Form.NUMBER, defaults, 0, MOST, List.of(), meaning);
  }

  /** A whole number between two others. */
  public static Parameter number(
      String name, long standard, long least, long most, String meaning) {
    List<String> defaults = List.of(Long.toString(standard));
    return new Parameter(name, Form.NUMBER, defaults, least, most, List.of(), meaning);
  }

  /** A number between 0 and {@code most}. */
  public static Parameter decimal(String name, double standard, double most, String meaning) {
    List<String> defaults = List.of(Measured.plain(standard));
    return new Parameter(name, Form.DECIMAL, defaults, 0, most, List.of(), meaning);
  }

  /** One of several words, the first of which is the default. */
  public static Parameter choice(String name, List<String> choices, String meaning) {
    return new Parameter(name, Form.CHOICE, choices.subList(0, 1), 0, 0, choices, meaning);
  }

  /** True or false; false when left out. */
  public static Parameter flag(String name, String meaning) {
    return choice(name, List.of("false", "true"), meaning);
  }

  /**
   * The name of a value that an earlier step measures of every page; none when left out. It has to
   * be given where its condition is met.
   */
  public static Parameter value(String name, String meaning) {
    return new Parameter(name, Form.VALUE, List.of(), 0, 0, List.of(), meaning);
  }

  /** The parameter, which makes sense only where another one has a value. */
  public Parameter onlyWith(String parameter, String value) {
    Condition needed = new Condition(parameter, value);
    return new Parameter(
        name, form, defaults, least, most, choices, meaning, Optional.of(needed), content);
  }

  /** A list of words. */
  public static Parameter words(String name, List<String> standard, String meaning) {
    return new Parameter(name, Form.WORDS, standard, 0, 0, List.of(), meaning);
  }

  /** A list of words out of several. */
  public static Parameter words(
      String name, List<String> standard, List<String> choices, String meaning) {
    return new Parameter(name, Form.WORDS, standard, 0, 0, choices, meaning);
  }

  /** A list of codes of languages; a code that no page can have is a mistake. */
  public static Parameter languages(String name, List<String> standard, String meaning) {
    return listOf(Content.LANGUAGES, name, standard, meaning);
  }

  /** A list of conditions on values that earlier steps measure. */
  public static Parameter requirements(String name, String meaning) {
    return listOf(Content.REQUIREMENTS, name, List.of(), meaning);
  }

  private static Parameter listOf(
      Content content, String name, List<String> standard, String meaning) {
    return new Parameter(
        name, Form.WORDS, standard, 0, 0, List.of(), meaning, Optional.empty(), content);
  }

  /** Files that the recipe names; see {@link ListFile}. */
  public static Parameter files(String name, List<String> standard, String meaning) {
    return new Parameter(name, Form.FILES, standard, 0, 0, List.of(), meaning);
  }
}
