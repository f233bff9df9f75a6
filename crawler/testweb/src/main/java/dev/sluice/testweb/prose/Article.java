package dev.sluice.testweb.prose;

import java.util.List;

/** A piece of writing: a title and its paragraphs. */
public record Article(String title, List<String> paragraphs) {
  public Article {
    paragraphs = List.copyOf(paragraphs);
  }
}
