package dev.sluice.corpus.model;

/**
 * When a block that recurs on a site is template.
 *
 * @param pages on how many pages of the sample it must stand at least; 0 looks for no template
 * @param share on which share of them, from 0 to 1
 */
public record TemplateLimits(int pages, double share) {

  /** Nothing is template. */
  public static final TemplateLimits OFF = new TemplateLimits(0, 1);

  /** Whether templates are looked for at all. */
  public boolean isOff() {
    return pages == 0;
  }
}
