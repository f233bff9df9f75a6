package dev.sluice.corpus.bad;

import org.eclipse.jetty.server.Server;

/** Speaks the server's library outside of its room. */
record ServesHttp(Server server) {}
