package dev.sluice.corpus.bad;

/** A name that says nothing, state that belongs to nobody, and a prefix. */
final class NothingUtils extends RuntimeException {
  private static final long serialVersionUID = 1;

  static int mutable;

  int getNoun() {
    return mutable++;
  }

  @Override
  public String getMessage() {
    return "";
  }
}
