package dev.sluice.service.extract;

/** Sees how an extraction goes, and can end it. Called by one thread. */
public interface ExtractWatch {

  /** Whether somebody asked it to end. */
  boolean stopped();

  /** That so many pages are done. */
  void progress(long pages);

  /** What is wrong with an input or a page, in words for people. */
  void trouble(String message);
}
