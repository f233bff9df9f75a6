package dev.sluice.corpus.bad;

import dev.sluice.engine.model.bad.Model;

/** Storage that knows the crawler. */
record KnowsTheCrawler(Model model) {}
