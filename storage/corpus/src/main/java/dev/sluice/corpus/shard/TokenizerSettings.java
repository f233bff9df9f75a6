package dev.sluice.corpus.shard;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The tokenizer that a user names.
 *
 * @param file a {@code tokenizer.json} of Hugging Face's library, or a vocabulary of tiktoken
 * @param pattern how a vocabulary of tiktoken cuts texts into words: a name, or a regular
 *     expression; nothing if the file is known
 * @param endOfDocument the token that ends each document: its name, {@code NAME=NUMBER} for one
 *     that the file does not have, or {@code none}
 */
public record TokenizerSettings(Path file, Optional<String> pattern, String endOfDocument) {}
