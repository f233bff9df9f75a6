package dev.sluice.corpus.charset;

import dev.sluice.corpus.model.Decoded;
import dev.sluice.corpus.model.Decoded.Evidence;
import dev.sluice.corpus.model.Decoder;
import dev.sluice.pages.model.RawPage;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decodes pages of the open web, whose declarations are often missing and sometimes wrong.
 *
 * <p>The evidence is asked in the order of the HTML Standard (section 13.2.3): byte order mark,
 * Content-Type header, declaration in the document; then, as the standard allows, the bytes
 * themselves: valid UTF-8, a statistical detector, windows-1252. A browser believes a declaration
 * whatever comes of it, since its reader can complain. Nobody reads what a corpus decodes, so here
 * the bytes may overrule a declaration:
 *
 * <ul>
 *   <li>Bytes that are valid UTF-8 with several multi-byte sequences are UTF-8: no other encoding
 *       makes them by chance. This cures the server-wide header {@code iso-8859-1}.
 *   <li>A declaration that leaves more than one character in a thousand undecodable is believed
 *       only if no other evidence does far better. One damaged byte therefore never costs a page.
 *   <li>A single-byte declaration over bytes that are mostly above 0x7F is put to the detector if
 *       it names a Latin encoding: such text would be letters with accents throughout.
 * </ul>
 *
 * <p>It holds no state, and can be shared between threads. Cost: one pass over the bytes, one
 * decoding for a page whose declaration holds, a few for one whose does not.
 */
public final class PageDecoder implements Decoder {

  /** Declarations are believed up to this share of undecodable characters. */
  private static final double BELIEVED_SHARE = 0.001;

  /** In short texts, up to this share of the characters outside ASCII: a wrong one spoils more. */
  private static final double BELIEVED_DAMAGE = 0.01;

  /** Multi-byte sequences that make valid UTF-8 stronger than a declaration. */
  private static final int SINGLE_BYTE_OVERRULED = 2;

  private static final int MULTI_BYTE_OVERRULED = 8;

  /** Above this share of high bytes a text is not written in a Latin alphabet. */
  private static final double LATIN_HIGH_SHARE = 0.3;

  private static final Pattern CHARSET =
      Pattern.compile("charset\\s*=\\s*[\"']?\\s*([^\\s\"';,]{1,40})", Pattern.CASE_INSENSITIVE);

  private final EncodingLabels labels = new EncodingLabels();
  private final Prescan prescan = new Prescan();
  private final Detector detector = new Detector(labels);
  private final Encoding utf8 = labels.require("utf-8");
  private final Encoding latin = labels.require("windows-1252");

  /** Reads the table of labels from the class path. */
  public PageDecoder() {}

  private record Choice(Encoding encoding, Evidence evidence) {}

  private record Attempt(Choice choice, Encoding.Text text) {

    /** True if so little is undecodable that the bytes may well be in this encoding. */
    boolean bearsOut() {
      return text.replacedShare() <= BELIEVED_SHARE || text.damagedShare() <= BELIEVED_DAMAGE;
    }

    Decoded decoded() {
      return new Decoded(
          text.text(), choice.encoding().name(), choice.evidence(), text.replacedShare());
    }
  }

  @Override
  public Decoded decode(RawPage page) {
    byte[] body = page.body();
    int markBytes = markBytes(body);
    if (markBytes > 0) {
      Choice choice = new Choice(markedEncoding(markBytes, body), Evidence.BYTE_ORDER_MARK);
      return attempt(choice, body, markBytes).decoded();
    }
    ByteProfile profile = ByteProfile.of(body, 0);
    Optional<Choice> header = fromHeader(page);
    Optional<Choice> document = fromDocument(body);
    return header
        .flatMap(declared -> believed(declared, document, profile, body))
        .or(() -> document.flatMap(d -> believed(d, Optional.empty(), profile, body)))
        .orElseGet(() -> undeclared(profile, body, header.or(() -> document)));
  }

  /** The text by a declaration, if the bytes bear it out. */
  private Optional<Decoded> believed(
      Choice declared, Optional<Choice> rival, ByteProfile profile, byte[] body) {
    Encoding encoding = declared.encoding();
    if (encoding.equals(utf8)) {
      return profile.utf8() ? Optional.of(attempt(declared, body, 0).decoded()) : Optional.empty();
    }
    boolean singleByte = encoding.singleByte();
    int overruledBy = singleByte ? SINGLE_BYTE_OVERRULED : MULTI_BYTE_OVERRULED;
    if (profile.utf8() && profile.utf8Sequences() >= overruledBy) {
      return Optional.empty();
    }
    if (encoding.equals(latin) && !profile.ascii()) {
      boolean disputed = rival.isPresent() && !rival.get().encoding().equals(latin);
      if (disputed || profile.highShare() > LATIN_HIGH_SHARE) {
        return Optional.empty();
      }
    }
    Attempt attempt = attempt(declared, body, 0);
    return attempt.bearsOut() ? Optional.of(attempt.decoded()) : Optional.empty();
  }

  /** The text where no declaration held: UTF-8, or what leaves the fewest bytes undecoded. */
  private Decoded undeclared(ByteProfile profile, byte[] body, Optional<Choice> doubted) {
    if (profile.utf8() && !profile.ascii()) {
      return attempt(new Choice(utf8, Evidence.VALID_UTF8), body, 0).decoded();
    }
    if (profile.ascii()) {
      Choice choice = doubted.orElse(new Choice(utf8, Evidence.VALID_UTF8));
      return attempt(choice, body, 0).decoded();
    }
    Attempt best = attempt(doubted.orElse(new Choice(latin, Evidence.DEFAULT)), body, 0);
    for (Encoding guess : detector.guesses(body)) {
      Attempt attempt = attempt(new Choice(guess, Evidence.DETECTOR), body, 0);
      if (attempt.bearsOut()) {
        return attempt.decoded();
      }
      if (attempt.text().replacedShare() < best.text().replacedShare() / 2) {
        best = attempt;
      }
    }
    return best.decoded();
  }

  private Attempt attempt(Choice choice, byte[] body, int offset) {
    return new Attempt(choice, choice.encoding().decode(body, offset));
  }

  private Optional<Choice> fromHeader(RawPage page) {
    String contentType = page.capture().headers().first("content-type").orElse("");
    Matcher matcher = CHARSET.matcher(contentType);
    return matcher.find()
        ? labels.find(matcher.group(1)).map(e -> new Choice(e, Evidence.HTTP_HEADER))
        : Optional.empty();
  }

  /** A document that could be read as far as its declaration is not in UTF-16: it means UTF-8. */
  private Optional<Choice> fromDocument(byte[] body) {
    return prescan
        .label(body)
        .flatMap(labels::find)
        .map(e -> e.name().startsWith("UTF-16") ? utf8 : e)
        .map(e -> new Choice(e, Evidence.DOCUMENT));
  }

  /** Length of the byte order mark in bytes; 0 if there is none. */
  private static int markBytes(byte[] body) {
    if (body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB) {
      return body[2] == (byte) 0xBF ? 3 : 0;
    }
    boolean utf16 =
        body.length >= 2
            && (body[0] == (byte) 0xFE && body[1] == (byte) 0xFF
                || body[0] == (byte) 0xFF && body[1] == (byte) 0xFE);
    return utf16 ? 2 : 0;
  }

  private Encoding markedEncoding(int markBytes, byte[] body) {
    if (markBytes == 3) {
      return utf8;
    }
    return labels.require(body[0] == (byte) 0xFE ? "utf-16be" : "utf-16le");
  }
}
