package dev.sluice.pages.codec;

import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.StoreException.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * Reads the fields of a row in the order in which a {@link RowWriter} wrote them.
 *
 * <p>A row that ends early, has bytes left over or is of an unknown version is a {@link
 * StoreException} that names the table and the key.
 */
public final class RowReader {

  private final String table;
  private final byte[] key;
  private final byte[] row;
  private final String check;
  private final int version;
  private int at;

  /** Begins to read a row; {@code newest} is the highest version that the caller knows. */
  public RowReader(String table, byte[] key, byte[] row, int newest) {
    this(table, key, row, newest, "sluice store check");
  }

  /**
   * Begins to read a row of a table that does not lie in a store.
   *
   * @param check the command that finds out what else is damaged
   */
  public RowReader(String table, byte[] key, byte[] row, int newest, String check) {
    this.check = check;
    this.table = table;
    this.key = key;
    this.row = row;
    this.version = next();
    if (version > newest) {
      throw new StoreException(
          Problem.NEWER_VERSION,
          where() + " is of version " + version + ", this Sluice knows " + newest + ": update it");
    }
    if (version < 1) {
      throw damaged("has no version");
    }
  }

  /** The version of the row, from 1 to the highest that the caller knows. */
  public int version() {
    return version;
  }

  public long number() {
    long zigzag = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int group = next();
      zigzag |= (long) (group & 0x7f) << shift;
      if (shift == 63 && group > 1) {
        break;
      }
      if (group < 0x80) {
        return zigzag >>> 1 ^ -(zigzag & 1);
      }
    }
    throw damaged("holds a number of more than 64 bits");
  }

  public int smallNumber() {
    long value = number();
    if (value != (int) value) {
      throw damaged("holds the number " + value + " where a smaller one belongs");
    }
    return (int) value;
  }

  public boolean flag() {
    int value = next();
    if (value > 1) {
      throw damaged("holds " + value + " where yes or no belongs");
    }
    return value == 1;
  }

  public String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  public byte[] bytes() {
    int length = smallNumber();
    if (length < 0 || length > row.length - at) {
      throw damaged("ends early");
    }
    at += length;
    return Arrays.copyOfRange(row, at - length, at);
  }

  public Instant instant() {
    return Instant.ofEpochMilli(number());
  }

  /** The value of an enum that was written as its ordinal number. */
  public <E> E constant(E[] values) {
    int ordinal = smallNumber();
    if (ordinal < 0 || ordinal >= values.length) {
      throw damaged("holds " + ordinal + " where one of " + values.length + " kinds belongs");
    }
    return values[ordinal];
  }

  /** Whether all fields are read. */
  public boolean isAtEnd() {
    return at == row.length;
  }

  /** To be called last: says that all fields are read. */
  public void end() {
    if (at != row.length) {
      throw damaged("has " + (row.length - at) + " bytes too many");
    }
  }

  private int next() {
    if (at >= row.length) {
      throw damaged("ends early");
    }
    return row[at++] & 0xff;
  }

  /** A damage that only the caller can see; {@code how} ends the sentence "the row ...". */
  public StoreException damaged(String how) {
    return new StoreException(Problem.CORRUPT, where() + " " + how + ": run '" + check + "'");
  }

  private String where() {
    return "the row '" + printable(key) + "' of table '" + table + "'";
  }

  private static String printable(byte[] key) {
    StringBuilder text = new StringBuilder();
    for (byte b : key) {
      if (b > ' ' && b < 0x7f) {
        text.append((char) b);
      } else {
        text.append(String.format("\\x%02x", b & 0xff));
      }
    }
    return text.toString();
  }
}
