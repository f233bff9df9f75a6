package dev.sluice.spark.input;

import dev.sluice.pages.archive.ArchivePages;
import dev.sluice.pages.archive.BorrowedPage;
import dev.sluice.pages.archive.PageItem;
import dev.sluice.spark.model.InputReport.Damage;
import java.io.IOException;
import java.util.Optional;
import org.apache.spark.api.java.function.Function;

/** The first reading of files: what is in them, without decoding a page. */
record FileScan(FileOpening opening) implements Function<byte[], byte[]> {

  @Override
  public byte[] call(byte[] pack) throws IOException {
    FileFindings findings = new FileFindings();
    for (InputFile file : Sent.value(FilePack.class, pack).files()) {
      scan(file, findings);
    }
    return Sent.bytes(findings);
  }

  private void scan(InputFile file, FileFindings findings) throws IOException {
    try (ArchivePages.Reading reading = opening.open(file)) {
      Optional<PageItem> next = reading.next();
      while (next.isPresent()) {
        note(file, next.get(), findings);
        next = reading.next();
      }
    } catch (IOException failure) {
      throw FileOpening.of(file, failure);
    }
  }

  private static void note(InputFile file, PageItem item, FileFindings findings) {
    if (item instanceof PageItem.Page) {
      findings.pages++;
    } else if (item instanceof PageItem.Borrowed borrowed) {
      findings.revisits++;
      BorrowedPage page = borrowed.page();
      page.original().ifPresent(key -> findings.needed.add(Revisits.number(Revisits.name(key))));
      if (!page.payloadDigest().isEmpty()) {
        findings.needed.add(Revisits.number(page.payloadDigest()));
      }
    } else if (item instanceof PageItem.OfServer server) {
      findings.serverFiles++;
      if (server.asks()) {
        findings.servers.add(server.file());
      }
    } else if (item instanceof PageItem.Damaged damaged) {
      findings.addDamage(
          new Damage(file.path(), damaged.damage().offset(), damaged.damage().why()));
    } else if (item instanceof PageItem.NoWebPage) {
      findings.noWebPages++;
    } else {
      findings.beside++;
    }
  }
}
