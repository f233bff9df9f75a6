package dev.sluice.engine.archive;

import dev.sluice.pages.model.Change;
import dev.sluice.pages.model.RawPage;
import java.util.Optional;

/**
 * A page as an archive has it.
 *
 * @param change how it stands to the capture before it, if the archive tells
 * @param wrongDigest whether its record's digest is that of other bytes
 */
record ReadPage(RawPage page, Optional<Change> change, boolean wrongDigest) {}
