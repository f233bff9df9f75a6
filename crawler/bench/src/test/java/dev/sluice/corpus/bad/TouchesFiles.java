package dev.sluice.corpus.bad;

import java.nio.file.Path;

/** A corpus function that is not pure. */
record TouchesFiles(Path path) {}
