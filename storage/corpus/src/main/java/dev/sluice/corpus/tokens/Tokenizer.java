package dev.sluice.corpus.tokens;

import java.util.List;
import java.util.OptionalInt;

/** Turns texts into token numbers; for any number of threads. Equal texts give equal numbers. */
public interface Tokenizer extends AutoCloseable {

  /** The numbers of a text, 0 or more each, without any control token before or behind. */
  int[] encode(String text);

  /** How many numbers there are: the highest that stands for a token, and 1. */
  int size();

  /** The number of a token by its name, control tokens included. */
  OptionalInt number(String token);

  /** The names of control tokens, in the order of their numbers. */
  List<String> controlTokens();

  /** Gives back what it holds outside of the heap; it is of no use then. */
  @Override
  void close();
}
