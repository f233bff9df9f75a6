package dev.sluice.service.http;

import java.util.List;
import java.util.Optional;

/**
 * Where the API is offered, and to whom.
 *
 * @param listen where to listen
 * @param hostNames further names under which browsers may reach it
 * @param token who knows it may use the API; without one, everybody who reaches the address may
 */
public record ApiSettings(ListenAddress listen, List<String> hostNames, Optional<Token> token) {}
