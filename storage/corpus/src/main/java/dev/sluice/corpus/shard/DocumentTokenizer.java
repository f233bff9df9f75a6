package dev.sluice.corpus.shard;

import dev.sluice.corpus.model.Manifest.TokenizerEntry;
import dev.sluice.corpus.tokens.TiktokenVocabulary;
import dev.sluice.corpus.tokens.Tokenizer;
import dev.sluice.corpus.tokens.TokenizerJson;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.settings.Nearest;
import dev.sluice.pages.settings.SettingsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Turns documents into tokens by the tokenizer that a user names, the token behind each document
 * included; for any number of threads.
 *
 * <p>Files whose first character is a brace are taken for a {@code tokenizer.json}, all others for
 * vocabularies of tiktoken.
 */
public final class DocumentTokenizer implements TokenCounter, AutoCloseable {

  /** What stands for no token behind a document. */
  private static final String NONE = "none";

  private static final int SHOWN = 12;

  private final Tokenizer tokenizer;
  private final TokenizerEntry entry;

  private DocumentTokenizer(Tokenizer tokenizer, TokenizerEntry entry) {
    this.tokenizer = tokenizer;
    this.entry = entry;
  }

  /** The token that ends a document. */
  private record End(String name, int number) {}

  /**
   * Opens a tokenizer.
   *
   * @throws SettingsException if its file cannot be read or used, or has no such token
   */
  public static DocumentTokenizer open(TokenizerSettings settings) {
    byte[] content = read(settings.file());
    String sha256 = ContentHash.of(content).hex();
    Tokenizer tokenizer = tokenizer(settings, content, sha256);
    try {
      Optional<End> end = end(settings, tokenizer);
      int size = Math.max(tokenizer.size(), end.map(it -> it.number() + 1).orElse(0));
      TokenizerEntry entry =
          new TokenizerEntry(
              String.valueOf(settings.file().getFileName()),
              sha256,
              settings.pattern(),
              size,
              TokenWidth.of(size).name().toLowerCase(Locale.ROOT),
              end.map(End::name),
              end.map(End::number));
      return new DocumentTokenizer(tokenizer, entry);
    } catch (SettingsException unusable) {
      tokenizer.close();
      throw unusable;
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new SettingsException(
          "the tokenizer "
              + file
              + " cannot be read: name a tokenizer.json or a .tiktoken file that is there");
    }
  }

  private static Tokenizer tokenizer(TokenizerSettings settings, byte[] content, String sha256) {
    String file = settings.file().toString();
    String text = new String(content, StandardCharsets.UTF_8);
    if (!text.stripLeading().startsWith("{")) {
      return TiktokenVocabulary.of(file, text, sha256, settings.pattern());
    }
    if (settings.pattern().isPresent()) {
      throw new SettingsException(
          file + " says itself how texts are cut into words: leave out --tokenizer-pattern");
    }
    loadLibrary();
    return TokenizerJson.of(file, text);
  }

  /** By way of a folder that nobody else can write to, and that is gone afterwards. */
  private static void loadLibrary() {
    try {
      Path folder = Files.createTempDirectory("sluice-tokenizers");
      try {
        TokenizerJson.loadLibrary(folder.toString());
      } finally {
        delete(folder);
      }
    } catch (IOException notWritable) {
      throw FileTrouble.writing(Path.of(System.getProperty("java.io.tmpdir")), notWritable);
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(folder)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      if (!path.toFile().delete()) {
        path.toFile().deleteOnExit(); // Windows keeps a library's file while it is loaded
      }
    }
  }

  private static Optional<End> end(TokenizerSettings settings, Tokenizer tokenizer) {
    String name = settings.endOfDocument();
    if (name.equals(NONE)) {
      return Optional.empty();
    }
    if (tokenizer.number(name).isPresent()) {
      return Optional.of(new End(name, tokenizer.number(name).getAsInt()));
    }
    int equals = name.lastIndexOf('=');
    if (equals > 0 && name.substring(equals + 1).matches("\\d{1,9}")) {
      int number = Integer.parseInt(name.substring(equals + 1));
      return Optional.of(new End(name.substring(0, equals), number));
    }
    throw new SettingsException(
        settings.file() + " has no token '" + name + "'" + known(name, tokenizer.controlTokens()));
  }

  private static String known(String name, List<String> control) {
    String others =
        control.isEmpty()
            ? "; it names no control tokens"
            : Nearest.hint(name, control.subList(0, Math.min(SHOWN, control.size())));
    return others
        + ". Name one that it has with --eod, or NAME=NUMBER for one that is not in the file, or '"
        + NONE
        + "'";
  }

  /** The numbers of a text, and behind them that of the token that ends a document. */
  public int[] encode(String text) {
    int[] tokens = tokenizer.encode(text);
    if (entry.eodNumber().isEmpty()) {
      return tokens;
    }
    int[] ended = Arrays.copyOf(tokens, tokens.length + 1);
    ended[tokens.length] = entry.eodNumber().get();
    return ended;
  }

  @Override
  public int count(String text) {
    return encode(text).length;
  }

  /** How wide its tokens are written. */
  TokenWidth width() {
    return TokenWidth.of(entry.vocabulary());
  }

  @Override
  public TokenizerEntry entry() {
    return entry;
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
