package dev.sluice.corpus.bad.one;

import dev.sluice.corpus.bad.other.Other;

/** Half of a circle. */
public record One(Other other) {}
