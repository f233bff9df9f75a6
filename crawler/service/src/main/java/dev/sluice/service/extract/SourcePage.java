package dev.sluice.service.extract;

import java.util.Optional;

/**
 * A page that was read, with what its source knows of it.
 *
 * @param id what the output calls it
 * @param url its address, as the source writes it
 * @param charset the encoding that a server would declare, as the source writes it
 * @param body its bytes
 */
record SourcePage(String id, Optional<String> url, Optional<String> charset, byte[] body) {}
