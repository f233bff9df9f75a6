package dev.sluice.pages.archive;

import java.io.IOException;

/** A record that cannot be read, in a member that can. */
final class BrokenRecordException extends IOException {

  private static final long serialVersionUID = 1;

  BrokenRecordException(String why) {
    super(why);
  }
}
