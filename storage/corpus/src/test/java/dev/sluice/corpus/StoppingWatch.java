package dev.sluice.corpus;

import dev.sluice.corpus.model.ExportWatch;
import java.util.function.BooleanSupplier;

/** Stops an export when it is told to. */
record StoppingWatch(BooleanSupplier stop) implements ExportWatch {

  @Override
  public void progress(Phase phase, long done, long total) {}

  @Override
  public boolean stopped() {
    return stop.getAsBoolean();
  }
}
