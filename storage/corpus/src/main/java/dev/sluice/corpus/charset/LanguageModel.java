package dev.sluice.corpus.charset;

/**
 * How likely characters are in a language, as a cost: minus the logarithm of their chance, in
 * eighths of a nat, so that costs of wholly different encodings of the same bytes can be compared.
 */
interface LanguageModel {

  /** A nat in the unit of costs. */
  int NAT = 8;

  /** An undecodable byte, a control character or a private one: damage, or the wrong encoding. */
  int BAD = 14 * NAT;

  /** A letter or digit of ASCII where the language writes with others. */
  int ASCII = 27;

  /** What the characters cost together. */
  int cost(Characters text);

  /** Whether it is written with Latin letters, as ASCII has most of them. */
  boolean latin();
}
