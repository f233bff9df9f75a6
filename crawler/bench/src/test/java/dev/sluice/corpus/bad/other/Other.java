package dev.sluice.corpus.bad.other;

import dev.sluice.corpus.bad.one.One;

/** The other half of a circle. */
public record Other(One one) {}
