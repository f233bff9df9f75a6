package dev.sluice.service.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who may ask what. Safe for use by several threads.
 *
 * <p>A page of somebody else's, open in a browser on the same machine, can send requests here too.
 * It can point a name of its own at this address, so that to the browser the answers are its own:
 * so names are refused that are not known ({@link #refuseHost}). And it can send forms and simple
 * requests without seeing the answers: so what changes something must come as JSON, which a browser
 * does not send to others unasked, and from no other origin ({@link #refuseChange}).
 */
final class Gatekeeper {

  static final String COOKIE = "sluice_session";

  private static final Duration LONGEST_SESSION = Duration.ofDays(7);
  private static final int MOST_SESSIONS = 1_000;
  private static final String BEARER = "Bearer ";
  private static final List<String> LOOPBACK_NAMES = List.of("localhost", "ip6-localhost");

  /** An address is no name, and nobody can point one elsewhere. */
  private static final Pattern ADDRESS = Pattern.compile("[\\d.]+|\\[[0-9a-fA-F:.%]+]");

  private static final Pattern PORT = Pattern.compile(":\\d*$");

  private final Optional<Token> required;
  private final Token local;
  private final Set<String> names;
  private final InstantSource clock;
  private final Map<String, Instant> sessions = new HashMap<>();

  /**
   * @param local opens the API as well, to programs on this machine that may read it
   */
  Gatekeeper(ApiSettings settings, Token local, InstantSource clock) {
    this.required = settings.token();
    this.local = local;
    this.clock = clock;
    this.names =
        Stream.of(LOOPBACK_NAMES, List.of(settings.listen().host()), settings.hostNames())
            .flatMap(List::stream)
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Refuses who asks under a name that is not ours. */
  Optional<Answer> refuseHost(Optional<String> host) {
    String name = PORT.matcher(host.orElse("")).replaceFirst("").toLowerCase(Locale.ROOT).strip();
    if (ADDRESS.matcher(name).matches() || names.contains(name)) {
      return Optional.empty();
    }
    return Optional.of(
        Answer.error(
            403,
            "unknown_host",
            "the daemon does not know itself by the name '"
                + name
                + "': ask it by its address, or start it with --allow-host "
                + (name.isEmpty() ? "NAME" : name)));
  }

  /** Refuses who does not know the token, if one is required. */
  Optional<Answer> refuseStranger(Optional<String> authorization, Optional<String> session) {
    if (isKnown(authorization, session)) {
      return Optional.empty();
    }
    return Optional.of(
        Answer.error(
                401,
                "token_required",
                "a token is required: send it as 'Authorization: Bearer TOKEN', or log in at the"
                    + " dashboard")
            .with("WWW-Authenticate", "Bearer realm=\"sluice\""));
  }

  /** Whether somebody may use the API. */
  boolean isKnown(Optional<String> authorization, Optional<String> session) {
    return required.isEmpty()
        || authorization.filter(this::isBearer).isPresent()
        || session.filter(this::isOpen).isPresent();
  }

  boolean requiresToken() {
    return required.isPresent();
  }

  private boolean isBearer(String authorization) {
    return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        && isToken(authorization.substring(BEARER.length()).strip());
  }

  private boolean isToken(String said) {
    boolean isLocal = local.matches(said); // both are compared, whatever comes of one
    boolean isRequired = required.isEmpty() || required.get().matches(said);
    return isLocal || isRequired;
  }

  /** Opens a session for who knows the token; gives its secret. */
  synchronized Optional<String> logIn(String token) {
    if (!isToken(token)) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    sessions.values().removeIf(end -> end.isBefore(now));
    if (sessions.size() >= MOST_SESSIONS) {
      sessions.clear();
    }
    String session = Token.random().secret();
    sessions.put(session, now.plus(LONGEST_SESSION));
    return Optional.of(session);
  }

  synchronized void logOut(String session) {
    sessions.remove(session);
  }

  private synchronized boolean isOpen(String session) {
    Instant end = sessions.get(session);
    return end != null && clock.instant().isBefore(end);
  }

  /** Refuses a change that comes from a page of somebody else's, or not as JSON. */
  Optional<Answer> refuseChange(
      Optional<String> host,
      Optional<String> origin,
      Optional<String> fetchSite,
      Optional<String> contentType) {
    boolean foreign =
        origin.filter(it -> !isOurs(it, host.orElse(""))).isPresent()
            || fetchSite.filter(it -> !it.equals("same-origin") && !it.equals("none")).isPresent();
    if (foreign) {
      return Optional.of(
          Answer.error(
              403,
              "foreign_origin",
              "a change must come from the daemon's own pages or from a program, not from"
                  + " another site's page"));
    }
    String type = contentType.orElse("").replaceFirst(";.*", "").strip();
    return type.equalsIgnoreCase(Answer.JSON)
        ? Optional.empty()
        : Optional.of(
            Answer.error(
                415,
                "json_required",
                "what changes something must be sent with Content-Type: application/json"));
  }

  private static boolean isOurs(String origin, String host) {
    try {
      String authority = new URI(origin).getAuthority();
      return authority != null && authority.equalsIgnoreCase(host);
    } catch (URISyntaxException none) {
      return false;
    }
  }
}
