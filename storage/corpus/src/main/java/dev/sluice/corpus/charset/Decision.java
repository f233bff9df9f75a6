package dev.sluice.corpus.charset;

import dev.sluice.corpus.model.Decoded;
import dev.sluice.corpus.model.Decoded.Evidence;
import dev.sluice.corpus.model.Decoded.Finding;
import dev.sluice.corpus.model.Decoded.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * The encoding that a body is read in, and why.
 *
 * @param encoding the encoding
 * @param evidence what decided
 * @param reason what was seen in the bytes; empty if a claim decided
 */
record Decision(Encoding encoding, Evidence evidence, String reason) {

  /** Because somebody says so, and the bytes do not contradict. */
  static Decision of(Claim claim) {
    return new Decision(claim.encoding().orElseThrow(), claim.evidence(), "");
  }

  /** Decodes a body from an offset on, and tells what became of each claim. */
  Decoded decoded(byte[] body, int offset, List<Claim> claims) {
    Encoding.Text text = encoding.decode(body, offset);
    List<Finding> findings = new ArrayList<>();
    claims.forEach(claim -> findings.add(finding(claim)));
    if (!reason.isEmpty()) {
      findings.add(new Finding(evidence, reason, Verdict.FOLLOWED));
    }
    return new Decoded(text.text(), encoding.name(), evidence, text.replaced(), findings);
  }

  private Finding finding(Claim claim) {
    Verdict verdict = Verdict.OVERRULED;
    if (claim.encoding().isEmpty()) {
      verdict = Verdict.UNKNOWN;
    } else if (claim.means(encoding)) {
      verdict = claim.evidence() == evidence ? Verdict.FOLLOWED : Verdict.AGREED;
    }
    return new Finding(claim.evidence(), claim.said(), verdict);
  }
}
