package dev.sluice.corpus.tokens;

import ai.djl.engine.EngineException;
import ai.djl.huggingface.tokenizers.jni.LibUtils;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import dev.sluice.pages.settings.SettingsException;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A tokenizer as {@code tokenizer.json} describes it, run by Hugging Face's own library.
 *
 * <p>The library is written in Rust and comes with DJL's jar, for Linux and macOS on x86-64 and ARM
 * (not macOS on x86-64) and Windows on x86-64. DJL's own class for tokenizers is passed by: it
 * copies masks and positions of all tokens, which nobody asks for here, and looks at each start
 * whether it runs in Amazon's cloud, over the network.
 */
public final class TokenizerJson implements Tokenizer {

  /** Where DJL unpacks its library; it asks for it once a process. */
  private static final String LIBRARY_FOLDER = "ENGINE_CACHE_DIR";

  private static final long CLOSED = 0;

  private final TokenizerNames names;
  private final AtomicLong handle;

  private TokenizerJson(TokenizerNames names, long handle) {
    this.names = names;
    this.handle = new AtomicLong(handle);
  }

  /**
   * Loads the library, unless it is loaded.
   *
   * @param folder where it is unpacked to; can be deleted afterwards, where the system lets it
   * @throws SettingsException if there is none for this machine
   */
  public static void loadLibrary(String folder) {
    String before = System.getProperty(LIBRARY_FOLDER);
    System.setProperty(LIBRARY_FOLDER, folder);
    try {
      LibUtils.checkStatus();
    } catch (EngineException | LinkageError unusable) {
      throw new SettingsException(
          "Hugging Face's library for tokenizers cannot be loaded on this machine ("
              + reason(unusable)
              + "): take another machine, or a tiktoken vocabulary");
    } finally {
      if (before == null) {
        System.clearProperty(LIBRARY_FOLDER);
      } else {
        System.setProperty(LIBRARY_FOLDER, before);
      }
    }
  }

  private static String reason(Throwable unusable) {
    Throwable cause = unusable;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  /**
   * Opens a tokenizer; {@link #loadLibrary} comes first.
   *
   * @param file its name, for messages
   * @param json what is in it
   * @throws SettingsException if it cannot be read
   */
  public static TokenizerJson of(String file, String json) {
    TokenizerNames names = TokenizerNames.of(file, json);
    try {
      long handle = TokenizersLibrary.LIB.createTokenizerFromString(names.textsOnly());
      return new TokenizerJson(names, handle);
    } catch (RuntimeException broken) {
      throw new SettingsException(
          file + " is no tokenizer.json that can be used: " + broken.getMessage());
    }
  }

  @Override
  public int[] encode(String text) {
    long open = handle.get();
    if (open == CLOSED) {
      throw new IllegalStateException("the tokenizer is closed");
    }
    long encoding = TokenizersLibrary.LIB.encode(open, text, false);
    try {
      long[] numbers = TokenizersLibrary.LIB.getTokenIds(encoding);
      int[] tokens = new int[numbers.length];
      for (int i = 0; i < tokens.length; i++) {
        tokens[i] = (int) numbers[i];
      }
      return tokens;
    } finally {
      TokenizersLibrary.LIB.deleteEncoding(encoding);
    }
  }

  @Override
  public int size() {
    return names.size();
  }

  @Override
  public OptionalInt number(String token) {
    return names.number(token);
  }

  @Override
  public List<String> controlTokens() {
    return names.controlTokens();
  }

  @Override
  public void close() {
    long open = handle.getAndSet(CLOSED);
    if (open != CLOSED) {
      TokenizersLibrary.LIB.deleteTokenizer(open);
    }
  }
}
