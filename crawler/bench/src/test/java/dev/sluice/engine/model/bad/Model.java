package dev.sluice.engine.model.bad;

/** What corpus must not know. */
public record Model() {}
