package dev.sluice.corpus.extract;

import org.jsoup.nodes.Attributes;
import org.jsoup.nodes.Element;

/**
 * Reads attributes of elements whose page was parsed as HTML, so that their names are in small
 * letters: to compare them as they are takes half the time.
 */
final class Given {

  /** Of elements that have none; nobody adds any. */
  private static final Attributes NONE = new Attributes();

  private Given() {}

  /** All attributes of an element; not to be changed. */
  static Attributes of(Element element) {
    return element.attributesSize() == 0 ? NONE : element.attributes();
  }

  /** The value of an attribute; empty if it has none, or is not there. */
  static String value(Element element, String attribute) {
    return of(element).get(attribute);
  }

  /** Whether an attribute is there, with or without a value. */
  static boolean has(Element element, String attribute) {
    return of(element).hasKey(attribute);
  }

  /** The names of its classes, as they stand there. */
  static String classes(Element element) {
    return value(element, "class").trim();
  }
}
