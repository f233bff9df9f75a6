package dev.sluice.engine.model;

import java.util.List;

/**
 * Which pages of a seed's extent are wanted. A page that an exclude pattern matches is not; where
 * there are include patterns, a page must match one of them.
 *
 * @param include what is wanted; everything if there are none
 * @param exclude what is not, even if it is included
 */
public record Patterns(List<UrlPattern> include, List<UrlPattern> exclude) {

  /** Everything is wanted. */
  public static final Patterns NONE = new Patterns(List.of(), List.of());

  public Patterns {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }
}
