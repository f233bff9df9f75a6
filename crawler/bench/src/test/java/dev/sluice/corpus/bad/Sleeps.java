package dev.sluice.corpus.bad;

/** A thread that waits. */
final class Sleeps {
  static void run() throws InterruptedException {
    Thread.sleep(1);
  }
}
