package dev.sluice.bad;

/** One of six doors, which is one too many. */
public record DoorFive() {}
