package dev.sluice.testweb.model;

/** By which header a page lets itself be asked for only if it has changed (RFC 9110, 8.8). */
public enum Validator {
  NONE,
  ETAG,
  LAST_MODIFIED,
  BOTH;

  public boolean hasTag() {
    return this == ETAG || this == BOTH;
  }

  public boolean hasDate() {
    return this == LAST_MODIFIED || this == BOTH;
  }
}
