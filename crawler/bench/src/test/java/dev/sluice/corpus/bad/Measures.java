package dev.sluice.corpus.bad;

import io.micrometer.core.instrument.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** Speaks the libraries of metrics outside of their room. */
record Measures(Counter counter, PrometheusRegistry registry) {}
