package dev.sluice.testweb.load;

/** What a request is for. */
enum Asked {
  PAGE,
  ROBOTS,
  MISSING
}
