package dev.sluice.testweb.model;

import java.io.IOException;
import java.util.List;

/** A way to answer badly: takes the page that should have been sent, and sends something else. */
@FunctionalInterface
public interface Fault {
  void answer(Wire wire, Reply page) throws IOException;

  /** Whether a patient client has the whole page in the end, so that its links count. */
  default boolean deliversPage(String target) {
    return false;
  }

  /** Where a client is sent that follows this answer. */
  default List<String> leadsTo(String target) {
    return List.of();
  }
}
