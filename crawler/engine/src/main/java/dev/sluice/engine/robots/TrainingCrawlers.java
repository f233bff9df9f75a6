package dev.sluice.engine.robots;

import java.util.Locale;
import java.util.Set;

/**
 * The crawlers that gather text to train AI models on: a site that shuts one of them out says
 * something about training.
 *
 * <p>Taken from the list of the project ai.robots.txt (August 2026) and the operators' own pages.
 * Left out are those that fetch for search or on a user's request (OAI-SearchBot, ChatGPT-User,
 * PerplexityBot, cohere-ai, Amzn-User, meta-externalfetcher and so on), those that feed services
 * other than models, and general tools. Common Crawl's CCBot gathers for everyone, but is shut out
 * for the sake of training, and so is in. Amazon says of Amazonbot that what it gathers may be used
 * to train its models, so it is in too; so are those who sell data for training (Diffbot, Webz.io's
 * omgili and Webzio-Extended, Timpibot).
 */
final class TrainingCrawlers {

  private static final Set<String> TOKENS =
      Set.of(
          "ai2bot",
          "ai2bot-dolma",
          "amazonbot",
          "anthropic-ai",
          "applebot-extended",
          "brightbot",
          "bytespider",
          "ccbot",
          "chatglm-spider",
          "claudebot",
          "cohere-training-data-crawler",
          "cotoyogi",
          "deepseekbot",
          "diffbot",
          "facebookbot",
          "friendlycrawler",
          "google-extended",
          "gptbot",
          "icc-crawler",
          "img2dataset",
          "kangaroo bot",
          "laion-huggingface-processor",
          "laiondownloader",
          "meta-externalagent",
          "omgili",
          "omgilibot",
          "pangubot",
          "sbintuitionsbot",
          "tiktokspider",
          "timpibot",
          "velenpublicwebcrawler",
          "webzio-extended");

  private TrainingCrawlers() {}

  /** Whether a name in a user-agent line is one of theirs; a version after it does not matter. */
  static boolean contains(String agent) {
    String name = agent.strip().toLowerCase(Locale.ROOT);
    int slash = name.indexOf('/');
    return TOKENS.contains(slash < 0 ? name : name.substring(0, slash).strip());
  }
}
