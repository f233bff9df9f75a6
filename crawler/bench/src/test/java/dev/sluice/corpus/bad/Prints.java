package dev.sluice.corpus.bad;

/** Speaks to a user whom it does not know. */
final class Prints {
  static void run() {
    System.out.println("done");
  }
}
