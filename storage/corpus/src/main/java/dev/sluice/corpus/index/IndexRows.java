package dev.sluice.corpus.index;

import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.Signature;
import dev.sluice.corpus.model.Winner;
import dev.sluice.pages.codec.RowReader;
import dev.sluice.pages.codec.RowWriter;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.Row;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The keys and rows of the index as bytes, as the package lays them out. */
final class IndexRows {

  static final byte DOCUMENT = 'd';
  static final byte IMPRINT = 'i';
  static final byte KEY = 'k';
  static final byte SPACE = 's';
  static final byte WITHDRAWN = 'w';
  static final byte EXPORT = 'x';

  /** What follows the document's number in keys: nothing. */
  static final byte[] NOTHING = {};

  private static final int VERSION = 1;
  private static final int KIND_BYTES = 1;
  private static final int SPACE_BYTES = Short.BYTES;
  private static final int KEY_PREFIX_BYTES = KIND_BYTES + SPACE_BYTES + Long.BYTES;

  private IndexRows() {}

  static byte[] documentKey(int document) {
    return ByteBuffer.allocate(KIND_BYTES + Integer.BYTES).put(DOCUMENT).putInt(document).array();
  }

  static byte[] imprintKey(int space, int document) {
    return ByteBuffer.allocate(KIND_BYTES + SPACE_BYTES + Integer.BYTES)
        .put(IMPRINT)
        .putShort((short) space)
        .putInt(document)
        .array();
  }

  static byte[] keyPrefix(int space, long key) {
    return ByteBuffer.allocate(KEY_PREFIX_BYTES)
        .put(KEY)
        .putShort((short) space)
        .putLong(key)
        .array();
  }

  static byte[] keyKey(int space, long key, int document) {
    return ByteBuffer.allocate(KEY_PREFIX_BYTES + Integer.BYTES)
        .put(KEY)
        .putShort((short) space)
        .putLong(key)
        .putInt(document)
        .array();
  }

  static byte[] spaceKey(int space) {
    return ByteBuffer.allocate(KIND_BYTES + SPACE_BYTES).put(SPACE).putShort((short) space).array();
  }

  static byte[] exportKey(int export) {
    return ByteBuffer.allocate(KIND_BYTES + Integer.BYTES).put(EXPORT).putInt(export).array();
  }

  /** That an export has withdrawn a document. */
  static byte[] withdrawnKey(int export, int document) {
    return ByteBuffer.allocate(KIND_BYTES + 2 * Integer.BYTES)
        .put(WITHDRAWN)
        .putInt(export)
        .putInt(document)
        .array();
  }

  /** The export that has withdrawn the document which a key names. */
  static int withdrawnBy(byte[] key) {
    return ByteBuffer.wrap(key).getInt(KIND_BYTES);
  }

  /** The number at the end of a key: that of a document, or of an export. */
  static int lastNumber(byte[] key) {
    return ByteBuffer.wrap(key).getInt(key.length - Integer.BYTES);
  }

  /** The space that a key names after its first byte. */
  static int space(byte[] key) {
    return Short.toUnsignedInt(ByteBuffer.wrap(key).getShort(KIND_BYTES));
  }

  /** Whether a key has the length that its kind has. */
  static boolean isWellFormed(byte[] key) {
    int length =
        switch (key.length == 0 ? 0 : key[0]) {
          case DOCUMENT, EXPORT -> KIND_BYTES + Integer.BYTES;
          case IMPRINT -> KIND_BYTES + SPACE_BYTES + Integer.BYTES;
          case KEY -> KEY_PREFIX_BYTES + Integer.BYTES;
          case SPACE -> KIND_BYTES + SPACE_BYTES;
          case WITHDRAWN -> KIND_BYTES + 2 * Integer.BYTES;
          default -> -1;
        };
    return key.length == length;
  }

  static byte[] document(Signature signature) {
    return new RowWriter(VERSION)
        .text(signature.url().toString())
        .instant(signature.fetchedAt())
        .toBytes();
  }

  /** A document, which an export holds that is called so. */
  static Winner document(byte[] key, byte[] row, String export) {
    RowReader in = reader(key, row);
    CaptureKey capture = new CaptureKey(PageUrl.parse(in.text()), in.instant());
    in.end();
    return new Winner(Document.id(capture), capture.url().toString(), capture.fetchedAt(), export);
  }

  static byte[] space(String name) {
    return new RowWriter(VERSION).text(name).toBytes();
  }

  static String space(Row row) {
    RowReader in = reader(row.key(), row.value());
    String name = in.text();
    in.end();
    return name;
  }

  static byte[] export(ExportRow export) {
    RowWriter out =
        new RowWriter(VERSION)
            .text(export.name())
            .text(export.snapshot())
            .text(export.recipe())
            .text(export.recipeHash())
            .text(export.sluiceVersion())
            .text(export.manifestSha256())
            .number(export.firstDocument())
            .number(export.documents())
            .number(export.spaces().size());
    export.spaces().forEach(space -> out.number(space.space()).number(space.keys()));
    return out.flag(export.beingDropped()).toBytes();
  }

  static ExportRow export(Row row) {
    RowReader in = reader(row.key(), row.value());
    String name = in.text();
    String snapshot = in.text();
    String recipe = in.text();
    String recipeHash = in.text();
    String version = in.text();
    String manifest = in.text();
    int first = in.smallNumber();
    int documents = in.smallNumber();
    List<ExportRow.Keys> spaces = new ArrayList<>();
    for (int left = in.smallNumber(); left > 0; left--) {
      spaces.add(new ExportRow.Keys(in.smallNumber(), in.number()));
    }
    ExportRow export =
        new ExportRow(
            lastNumber(row.key()),
            name,
            snapshot,
            recipe,
            recipeHash,
            version,
            manifest,
            first,
            documents,
            spaces,
            in.flag());
    in.end();
    return export;
  }

  private static RowReader reader(byte[] key, byte[] row) {
    return new RowReader(TableIndex.TABLE, key, row, VERSION, "sluice index check");
  }
}
