package dev.sluice.engine.robots;

import java.io.IOException;
import java.io.Reader;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tags and texts of XML as they come, without a tree and without any demand that it be well
 * formed: a lone {@code &} is itself, a tag without an end is one, and where the file breaks off
 * the pieces end. Only the five entities of XML and numbers are known, and a document type is
 * passed over unread: there is nothing that could be expanded or fetched.
 */
final class XmlPieces {

  /** What comes next. */
  enum Piece {
    START,
    END,
    TEXT,
    NOTHING_MORE
  }

  /** Longer texts and tags are cut here; no URL is as long. */
  static final int MAX_CHARS = 16 << 10;

  private static final Pattern ENTITY =
      Pattern.compile("&(?:(amp|lt|gt|quot|apos)|#(\\d{1,7})|#[xX]([0-9a-fA-F]{1,6}));");

  private final Reader in;
  private final StringBuilder text = new StringBuilder();
  private String tag = "";
  private boolean broken;
  private boolean pendingEnd;
  private int ahead = NONE;

  private static final int NONE = -2;
  private static final int END = -1;

  XmlPieces(Reader in) {
    this.in = in;
  }

  /** Whether reading broke off, because the bytes behind it are damaged. */
  boolean broken() {
    return broken;
  }

  /** The name of the tag that came last, without prefix and in lower case. */
  String name() {
    int end = 0;
    while (end < tag.length()
        && !Character.isWhitespace(tag.charAt(end))
        && tag.charAt(end) != '/') {
      end++;
    }
    String name = tag.substring(0, end);
    return name.substring(name.indexOf(':') + 1).toLowerCase(Locale.ROOT);
  }

  /** An attribute of the tag that came last; empty if it has none of that name. */
  String attribute(String name) {
    Matcher found =
        Pattern.compile("\\s" + name + "\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')").matcher(tag);
    if (!found.find()) {
      return "";
    }
    return decoded(found.group(1) == null ? found.group(2) : found.group(1));
  }

  /** The text that came last. */
  String text() {
    return decoded(text.toString());
  }

  /** Goes on to the next piece. */
  Piece next() {
    if (pendingEnd) {
      pendingEnd = false;
      return Piece.END;
    }
    while (true) {
      int c = read();
      if (c == END) {
        return Piece.NOTHING_MORE;
      }
      if (c != '<') {
        readText(c);
        return Piece.TEXT;
      }
      int kind = read();
      if (kind == '!') {
        if (readDeclaration()) {
          return Piece.TEXT;
        }
      } else if (kind == '?') {
        skipTo("?>");
      } else if (kind == '/') {
        readTag(read());
        return Piece.END;
      } else if (Character.isLetter(kind) || kind == '_') {
        readTag(kind);
        pendingEnd = tag.endsWith("/");
        return Piece.START;
      } // a lone "<" is no tag
    }
  }

  private void readText(int first) {
    text.setLength(0);
    int c = first;
    while (c != END && c != '<') {
      append(text, c);
      c = read();
    }
    ahead = c;
  }

  private void readTag(int first) {
    StringBuilder raw = new StringBuilder();
    int quote = 0;
    int c = first;
    while (c != END && (c != '>' || quote != 0)) {
      if (c == '<') { // the end of the tag before is missing
        ahead = c;
        break;
      }
      quote = quote == c ? 0 : quote == 0 && (c == '"' || c == '\'') ? c : quote;
      append(raw, c);
      c = read();
    }
    tag = raw.toString();
  }

  /** Comments and document types are passed over; a CDATA section is text. */
  private boolean readDeclaration() {
    StringBuilder opening = new StringBuilder();
    while (opening.length() < 7) {
      int c = read();
      if (c == END) {
        return false;
      }
      opening.append((char) c);
      if (opening.toString().equals("--")) {
        skipTo("-->");
        return false;
      }
      if (c == '>') {
        return false;
      }
    }
    if (!opening.toString().equals("[CDATA[")) {
      skipDocumentType();
      return false;
    }
    text.setLength(0);
    for (int c = read(); c != END; c = read()) {
      append(text, c);
      if (c == '>' && endsWith(text, "]]>")) {
        text.setLength(text.length() - 3);
        break;
      }
    }
    return true;
  }

  private void skipDocumentType() {
    int brackets = 0;
    for (int c = read(); c != END && (c != '>' || brackets > 0); c = read()) {
      brackets += c == '[' ? 1 : c == ']' ? -1 : 0;
    }
  }

  private void skipTo(String end) {
    int matched = 0;
    while (matched < end.length()) {
      int c = read();
      if (c == END) {
        return;
      }
      boolean again = matched > 1 && c == end.charAt(matched - 1); // "--->" ends a comment too
      matched =
          c == end.charAt(matched) ? matched + 1 : again ? matched : c == end.charAt(0) ? 1 : 0;
    }
  }

  private static boolean endsWith(StringBuilder text, String end) {
    int start = text.length() - end.length();
    return start >= 0 && text.indexOf(end, start) == start;
  }

  private static void append(StringBuilder to, int c) {
    if (to.length() < MAX_CHARS) {
      to.append((char) c);
    }
  }

  private int read() {
    if (ahead != NONE) {
      int c = ahead;
      ahead = NONE;
      return c;
    }
    try {
      return in.read();
    } catch (IOException damaged) { // a broken archive: what was read before is kept
      broken = true;
      return END;
    }
  }

  private static String decoded(String raw) {
    return raw.indexOf('&') < 0
        ? raw
        : ENTITY.matcher(raw).replaceAll(it -> Matcher.quoteReplacement(character(it)));
  }

  private static String character(MatchResult entity) {
    if (entity.group(1) != null) {
      return switch (entity.group(1)) {
        case "amp" -> "&";
        case "lt" -> "<";
        case "gt" -> ">";
        case "quot" -> "\"";
        default -> "'";
      };
    }
    int codePoint =
        entity.group(2) != null
            ? Integer.parseInt(entity.group(2))
            : Integer.parseInt(entity.group(3), 16);
    return Character.isValidCodePoint(codePoint) ? Character.toString(codePoint) : "";
  }
}
