package dev.sluice.corpus.model;

/**
 * The functions that turn a raw page into text in a known language: what page steps call. All must
 * be safe for use by several threads.
 *
 * @param decoder bytes to characters
 * @param extractor characters to main text
 * @param languages text to language
 * @param segmenter text to words, lines and sentences
 */
public record PageFunctions(
    Decoder decoder, Extractor extractor, LanguageIdentifier languages, Segmenter segmenter) {}
