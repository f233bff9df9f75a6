package dev.sluice.engine.archive;

import dev.sluice.pages.archive.ArchiveRecord;
import dev.sluice.pages.model.Headers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The lines of a metadata record, {@code application/warc-fields}. */
final class WarcFields {

  private WarcFields() {}

  /** The lines of a record; none if it has another form. */
  static Headers of(ArchiveRecord record) {
    if (!record
        .field("Content-Type")
        .toLowerCase(Locale.ROOT)
        .startsWith("application/warc-fields")) {
      return Headers.NONE;
    }
    List<Headers.Field> fields = new ArrayList<>();
    for (String line : new String(record.block(), StandardCharsets.UTF_8).split("\r?\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        fields.add(
            new Headers.Field(line.substring(0, colon).strip(), line.substring(colon + 1).strip()));
      }
    }
    return new Headers(fields);
  }
}
