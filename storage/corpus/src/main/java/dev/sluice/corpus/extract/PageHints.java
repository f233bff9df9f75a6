package dev.sluice.corpus.extract;

import org.jsoup.nodes.Element;

/**
 * What the head of a page says of its text.
 *
 * @param titleWords hashes of the words of the title
 * @param descriptionWords hashes of the words of the description
 * @param kind 0 unknown, 1 website, 2 article, 3 product, 4 another kind, as Open Graph has it
 * @param forum whether address, software or structured data say that readers wrote it
 */
record PageHints(TokenSet titleWords, TokenSet descriptionWords, int kind, boolean forum) {

  private static final int ARTICLE = 2;
  private static final int ANOTHER = 4;

  /** Reads them. */
  static PageHints of(PageMarks marks, Forums forums) {
    TokenSet title = new TokenSet();
    TokenSet description = new TokenSet();
    int kind = 0;
    for (Element each = marks.document().head().firstElementChild();
        each != null;
        each = each.nextElementSibling()) {
      String tag = each.normalName();
      if (tag.equals("title")) {
        addWords(each.data().isEmpty() ? each.wholeText() : each.data(), title);
      } else if (tag.equals("meta")) {
        String name = each.hasAttr("property") ? each.attr("property") : each.attr("name");
        String content = each.attr("content");
        switch (name) {
          case "og:title", "twitter:title" -> addWords(content, title);
          case "description", "og:description" -> addWords(content, description);
          case "og:type" -> kind = kind(content);
          default -> {}
        }
      }
    }
    return new PageHints(title, description, kind, forums.isForum(marks));
  }

  /** True if the page calls itself an article, or something rarer, as {@code news}. */
  boolean isArticle() {
    return kind == ARTICLE || kind == ANOTHER;
  }

  private static int kind(String type) {
    return switch (type) {
      case "" -> 0;
      case "website", "blog" -> 1;
      case "article" -> ARTICLE;
      case "product", "og:product", "product.item" -> 3;
      default -> ANOTHER;
    };
  }

  private static void addWords(String text, TokenSet words) {
    Block block = Block.alone(text);
    for (int i = 0; i < block.wordCount(); i++) {
      words.add(block.wordAt(i));
    }
  }
}
