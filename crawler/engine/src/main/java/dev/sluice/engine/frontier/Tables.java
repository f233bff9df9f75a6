package dev.sluice.engine.frontier;

import dev.sluice.engine.robots.Robots;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.TableSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * What the frontier has on disk. One batch changes any of it together with the pages.
 *
 * @param data the folder, with the pages
 */
record Tables(DataFolder data, UrlTable urls, HostTable hosts, Robots robots, Tallies tallies) {

  static Tables of(DataFolder data) {
    return new Tables(
        data,
        new UrlTable(data::table),
        new HostTable(data::table),
        new Robots(data.table(Robots.TABLE.name())),
        new Tallies(data.table(Tallies.TABLE.name())));
  }

  static List<TableSpec> specs() {
    List<TableSpec> tables = new ArrayList<>(UrlTable.TABLES);
    tables.addAll(HostTable.TABLES);
    tables.add(Robots.TABLE);
    return List.copyOf(tables);
  }

  Batch newBatch() {
    return data.newBatch();
  }
}
