package dev.sluice.testweb.serve;

import dev.sluice.testweb.site.Site;

/** A site under the name of one of its addresses. */
public record Host(String name, Site site) {}
