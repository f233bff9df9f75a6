package dev.sluice.engine.archive;

import dev.sluice.pages.archive.ArchiveRecord;
import dev.sluice.pages.model.Headers;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.warc.CaptureFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A record that holds a page, and what stands beside it.
 *
 * @param archive what the archive is called in messages
 * @param tag what its captures are marked with: the file's name
 * @param url its URL in normal form
 * @param metadata the lines of the metadata record that belongs to it, if there is one
 */
record PageRecord(String archive, String tag, ArchiveRecord record, PageUrl url, Headers metadata) {

  PageRecord with(Headers lines) {
    return new PageRecord(archive, tag, record, url, lines);
  }

  /** The same lines as what Sluice knows of its captures. */
  CaptureFields fields() {
    Map<String, List<String>> values = new LinkedHashMap<>();
    metadata
        .fields()
        .forEach(
            line ->
                values.computeIfAbsent(line.name(), name -> new ArrayList<>()).add(line.value()));
    return CaptureFields.read(values);
  }

  /** What it takes in memory, about, while it is read. */
  long bytes() {
    return 4L * record.block().length + 4096;
  }
}
