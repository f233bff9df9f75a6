package dev.sluice.engine.bad;

/** A room, in a package without a package-info. */
public final class Room {}
