package dev.sluice.corpus.model;

/**
 * What a page said, without the template of its site.
 *
 * @param content its main text and facts
 * @param cut what was left out
 */
public record SiteText(Extracted content, TemplateCut cut) {}
