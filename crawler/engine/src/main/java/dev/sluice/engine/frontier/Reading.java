package dev.sluice.engine.frontier;

import java.util.Arrays;

/**
 * How far a host's queue was read in this run, and what was left behind there.
 *
 * <p>The disk is read on from where it was read last, never from the beginning, where the
 * tombstones of the finished places lie. Places that were passed over lie there too. Another run
 * looks at them again; this one does only if the host has had so many pages since that a share has
 * room by then. So this is kept in memory for hosts that have left it, and never written: on the
 * disk such a host is to be read from its beginning.
 */
final class Reading {

  static final byte[] BEGINNING = {};

  /**
   * A queue is read again when the host has a tenth more pages, so all readings cost one or two.
   */
  private static final int GROWTH = 10;

  private byte[] unread;
  private long pagesBefore;
  private boolean passedOver;
  private boolean overBudget;
  private boolean overShare;
  private boolean paused;

  /** Begins to read from a key, of a host that has had so many pages. */
  Reading(byte[] from, long pages) {
    this.unread = from;
    this.pagesBefore = pages;
  }

  /** The key in the queue from which it is to be read on. */
  byte[] unread() {
    return unread;
  }

  /** A place was read. */
  void read(byte[] place) {
    unread = Arrays.copyOf(place, place.length + 1);
  }

  /** Reading goes on here. */
  void setUnread(byte[] place) {
    unread = place;
  }

  /** A place is about to be put into the queue; if reading is beyond it, it goes back there. */
  void added(byte[] place) {
    if (isBehind(place)) {
      unread = place;
    }
  }

  /** Whether a place has been read, or would have been if it had been there. */
  boolean isBehind(byte[] place) {
    return Arrays.compareUnsigned(place, unread) < 0;
  }

  /** A place is left behind that this run may not fetch. */
  void passOver() {
    passedOver = true;
  }

  /** A place is left behind since a budget is used up. */
  void passOverBudget() {
    passedOver = true;
    overBudget = true;
  }

  /** A place is left behind until the host has had more pages. */
  void passOverShare() {
    passOverBudget();
    overShare = true;
  }

  /** A place is left behind since its seed is paused. */
  void passOverPaused() {
    passedOver = true;
    paused = true;
  }

  boolean isPaused() {
    return paused;
  }

  boolean hasPassedOver() {
    return passedOver;
  }

  boolean isOverBudget() {
    return overBudget;
  }

  /** Begins anew if that can bring something; false if not. */
  boolean beginAnew(long pages) {
    if (!overShare || pages < pagesBefore + Math.max(1, pagesBefore / GROWTH)) {
      return false;
    }
    unread = BEGINNING;
    pagesBefore = pages;
    passedOver = false;
    overBudget = false;
    overShare = false;
    paused = false;
    return true;
  }
}
