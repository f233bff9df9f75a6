package dev.sluice.spark.input;

import dev.sluice.pages.archive.ServerFile;
import dev.sluice.spark.model.InputReport;
import dev.sluice.spark.model.InputReport.Damage;
import java.io.Serializable;
import java.util.ArrayList;

/** What one task found in its files. */
final class FileFindings implements Serializable {

  private static final long serialVersionUID = 1;

  long pages;
  long revisits;
  long serverFiles;
  long noWebPages;
  long beside;
  long damaged;

  /** The first damaged places. */
  final ArrayList<Damage> damage = new ArrayList<>();

  /** Names of captures and bodies that revisits need, as {@link Revisits} numbers them. */
  final ArrayList<Long> needed = new ArrayList<>();

  /** Files of servers that ask something. */
  final ArrayList<ServerFile> servers = new ArrayList<>();

  void addDamage(Damage place) {
    damaged++;
    if (damage.size() < InputReport.MOST_TOLD) {
      damage.add(place);
    }
  }
}
