package dev.sluice.service.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.Import;
import dev.sluice.pages.archive.ArchivePages;
import dev.sluice.pages.archive.BorrowedPage;
import dev.sluice.pages.archive.PageItem;
import dev.sluice.pages.archive.ServerFile;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.Change;
import dev.sluice.pages.model.Directive;
import dev.sluice.pages.model.Directive.Meaning;
import dev.sluice.pages.model.RawPage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The captures of archives, made without a store and on another machine. */
class ArchivePagesTest {

  private static final String DATE = "2026-01-12T13:12:11Z";
  private static final String LATER = "2026-02-12T13:12:11Z";
  private static final String OK = "HTTP/1.1 200 OK\nContent-Type: text/html; charset=utf-8\n";
  private static final byte[] PAGE = "<meta name=robots content=noai><p>words".getBytes(UTF_8);
  private static final String SAME =
      "WARC-Profile: http://netpreserve.org/warc/1.0/revisit/identical-payload-digest\n";
  private static final String NOT_MODIFIED =
      "WARC-Profile: http://netpreserve.org/warc/1.0/revisit/server-not-modified\n";
  private static final String DIGEST =
      "WARC-Payload-Digest: sha1:ABCDEFGHIJKLMNOPQRSTUVWXYZ234567\n";

  @TempDir Path work;

  private static WarcText archive() {
    byte[] head = WarcText.answer(OK, new byte[0]);
    String named =
        "WARC-Refers-To-Target-URI: http://a.example/\nWARC-Refers-To-Date: " + DATE + "\n";
    return new WarcText()
        .add("warcinfo", "", DATE, "", "software: another crawler\r\n".getBytes(UTF_8))
        .response(
            "http://a.example/robots.txt",
            DATE,
            "HTTP/1.1 200 OK\nContent-Type: text/plain\n",
            "User-agent: GPTBot\nDisallow: /held/\n".getBytes(UTF_8))
        .response("http://a.example/", DATE, OK, DIGEST + "WARC-IP-Address: 192.0.2.7\n", PAGE)
        .add(
            "metadata",
            "http://a.example/",
            DATE,
            "Content-Type: application/warc-fields\n",
            "fetchTimeMs: 321\r\nvia: http://b.example/\r\nhopsFromSeed: LL\r\n".getBytes(UTF_8))
        .html("http://a.example/held/x", DATE, "x")
        .add("revisit", "http://a.example/again", LATER, SAME + named, head)
        .add("revisit", "http://b.example/", DATE, SAME + DIGEST, head)
        .add(
            "revisit",
            "http://a.example/",
            "2026-03-01T00:00:00Z",
            NOT_MODIFIED,
            WarcText.answer("HTTP/1.1 304 Not Modified\n", new byte[0]))
        .add("response", "dns:a.example", DATE, "Content-Type: text/dns\n", "a".getBytes(UTF_8))
        .html("http://a.example/3", "yesterday", "3")
        .add("response", "http://a.example/4", DATE, "", "no answer".getBytes(UTF_8));
  }

  /** As if it had been sent to another machine. */
  private static ArchivePages sent(ArchivePages pages) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(pages);
      out.flush();
      return (ArchivePages)
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    } catch (IOException | ClassNotFoundException broken) {
      throw new AssertionError(broken);
    }
  }

  private static ArchivePages pages() {
    return Import.pages(Optional.empty(), Map.of("licence", "none"), 1 << 20);
  }

  private static List<PageItem> items(ArchivePages pages, byte[] archive) throws IOException {
    List<PageItem> items = new ArrayList<>();
    try (ArchivePages.Reading reading =
        pages.read(new ByteArrayInputStream(archive), "some.warc.gz")) {
      for (Optional<PageItem> item = reading.next(); item.isPresent(); item = reading.next()) {
        items.add(item.get());
      }
      assertThat(reading.position()).isEqualTo(archive.length);
    }
    return items;
  }

  private static <T extends PageItem> List<T> of(Class<T> kind, List<PageItem> items) {
    return items.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  @Test
  void theyAreThoseOfAnImport() throws IOException {
    byte[] bytes = archive().gzip();
    ArchivePages pages = sent(pages());
    List<PageItem> items = items(pages, bytes);

    Map<CaptureKey, RawPage> made = new HashMap<>();
    for (PageItem.Page page : of(PageItem.Page.class, items)) {
      assertThat(page.page().capture().key()).isEqualTo(page.key());
      made.put(page.key(), page.page());
    }
    CaptureKey original =
        made.keySet().stream().filter(ArchivePagesTest::isFirst).findFirst().orElseThrow();
    for (PageItem.Borrowed borrowed : of(PageItem.Borrowed.class, items)) {
      BorrowedPage sent = BorrowedPage.of(borrowed.page().toBytes());
      RawPage page = pages.complete(sent, made.get(sent.original().orElse(original)));
      made.put(page.capture().key(), page);
    }

    Path file = Files.write(work.resolve("some.warc.gz"), bytes);
    Ran.sluice("import", file, "--data", work.resolve("data"), "--tag", "licence=none");
    try (StoredPages stored = new StoredPages(work.resolve("data"))) {
      List<Capture> imported =
          stored.captures().values().stream()
              .flatMap(List::stream)
              .map(capture -> capture.withChange(Change.FIRST))
              .toList();
      assertThat(imported).hasSize(5);
      assertThat(made.values())
          .extracting(page -> page.capture().withChange(Change.FIRST))
          .containsExactlyInAnyOrderElementsOf(imported);
      for (Capture capture : imported) {
        assertThat(made.get(capture.key()).body()).isEqualTo(stored.body(capture));
      }
    }
    assertThat(of(PageItem.Damaged.class, items)).hasSize(2);
    assertThat(of(PageItem.NoWebPage.class, items)).hasSize(1);
    assertThat(of(PageItem.Beside.class, items)).hasSize(2);
    assertThat(of(PageItem.OfServer.class, items)).singleElement().matches(it -> it.asks());
  }

  private static boolean isFirst(CaptureKey key) {
    return key.url().toString().equals("http://a.example/")
        && key.fetchedAt().toString().startsWith(DATE.substring(0, 10));
  }

  @Test
  void aServersFilesHoldForPagesOfOtherArchives() throws IOException {
    byte[] page = new WarcText().html("http://a.example/held/x", DATE, "x").gzip();
    byte[] robots =
        new WarcText()
            .response(
                "http://a.example/robots.txt",
                DATE,
                "HTTP/1.1 200 OK\nContent-Type: text/plain\n",
                "User-agent: GPTBot\nDisallow: /held/\n".getBytes(UTF_8))
            .gzip();
    List<ServerFile> files =
        of(PageItem.OfServer.class, items(pages(), robots)).stream()
            .map(PageItem.OfServer::file)
            .toList();
    assertThat(meanings(pages(), page)).isEmpty();
    assertThat(meanings(sent(pages().knowing(files)), page))
        .containsExactly(Meaning.AI_CRAWLERS_DISALLOWED);

    byte[] newer =
        new WarcText()
            .response(
                "http://a.example/robots.txt",
                LATER,
                "HTTP/1.1 200 OK\nContent-Type: text/plain\n",
                "User-agent: GPTBot\nDisallow:\n".getBytes(UTF_8))
            .html("http://a.example/held/x", LATER, "x")
            .gzip();
    assertThat(meanings(pages().knowing(files), newer)).isEmpty();
  }

  private static List<Meaning> meanings(ArchivePages pages, byte[] archive) throws IOException {
    PageItem.Page page = of(PageItem.Page.class, items(pages, archive)).get(0);
    return page.page().capture().directives().stream().map(Directive::meaning).toList();
  }
}
