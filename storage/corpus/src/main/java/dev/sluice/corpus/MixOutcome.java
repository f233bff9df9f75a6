package dev.sluice.corpus;

import dev.sluice.corpus.mix.MixStep;
import dev.sluice.corpus.mix.Mixed;
import dev.sluice.corpus.model.MixPlan;

/**
 * A mix that is measured out.
 *
 * @param mixed who is written how often
 * @param plan the same for people, with its shards
 * @param step what says why others are left out
 */
record MixOutcome(Mixed mixed, MixPlan plan, MixStep step) {}
