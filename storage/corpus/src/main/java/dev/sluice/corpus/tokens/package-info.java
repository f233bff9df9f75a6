/**
 * Which numbers stand for this text? The tokenizers that users name: any {@code tokenizer.json} of
 * Hugging Face's library, and vocabularies of tiktoken.
 *
 * <p>A page of the web must not be able to give orders to a model: what looks like a control token
 * in a text, such as {@code <|endoftext|>}, is read as the characters that it is. The only control
 * token that an export has is the one that ends a document, if the user asks for one.
 */
@NullMarked
package dev.sluice.corpus.tokens;

import org.jspecify.annotations.NullMarked;
