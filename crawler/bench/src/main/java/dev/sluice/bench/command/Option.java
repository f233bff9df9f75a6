package dev.sluice.bench.command;

/**
 * An option of a command, given as {@code --name value}.
 *
 * @param fallback the value if it is not given
 * @param says what it means, for the help
 */
public record Option(String name, String fallback, String says) {

  /** The same option with another fallback. */
  public Option withFallback(String other) {
    return new Option(name, other, says);
  }
}
