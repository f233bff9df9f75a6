/**
 * Who turns the wheel? crawler4j's controller and crawler threads, which drive our parts; nothing
 * else in Sluice knows crawler4j.
 *
 * <p>crawler4j contributes the loop and its hooks: a thread asks for the next URL, has it fetched
 * and parsed, offers its links, and reports the URL as processed. What it would do by itself in
 * those steps is not good enough for the open web, so each step is bound to a part of ours:
 *
 * <pre>
 * crawler4j asks            bound by           which calls
 * Frontier.getNextURLs      FrontierBinding    Frontier.take, one URL at a time; it blocks, since an empty answer would be taken for the end or slept over for 3 s
 * handleUrlBeforeProcess    SluiceCrawler      the robots.txt requests, which are no pages
 * PageFetcher.fetchPage     FetcherBinding     Fetcher.fetch
 * Parser.parse              ParserBinding      PageParser.parse
 * shouldVisit               SluiceCrawler      Scope.follow
 * Frontier.scheduleAll      FrontierBinding    keeps the links for the one commit
 * Frontier.setProcessed     FrontierBinding    Frontier.finish: the one commit
 * </pre>
 *
 * <p>Politeness and robots are decided when a URL is handed out, so crawler4j's own hooks for them
 * (which ask when a link is discovered, and sleep in the thread) are bound to nothing.
 */
@NullMarked
package dev.sluice.engine.crawler4j;

import org.jspecify.annotations.NullMarked;
