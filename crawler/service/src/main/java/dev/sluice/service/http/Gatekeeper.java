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
 * so names are refused that are not known, unless a token is required ({@link #refuseHost}). And it
 * can send forms and simple requests without seeing the answers: so what changes something must
 * come as JSON, which a browser does not send to others unasked, and from no other origin ({@link
 * #refuseChange}).
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
  private final Set<String> further;
  private final InstantSource clock;
  private final WrongTokens wrong;

  /** When they end, by their fingerprints: how long it takes to find one tells nothing of it. */
  private final Map<String, Instant> sessions = new HashMap<>();

  /**
   * @param local opens the API as well, to programs on this machine that may read it
   */
  Gatekeeper(ApiSettings settings, Token local, InstantSource clock) {
    this.required = settings.token();
    this.local = local;
    this.clock = clock;
    this.wrong = new WrongTokens(clock);
    this.further = lowerCase(settings.hostNames());
    this.names =
        lowerCase(
            Stream.of(LOOPBACK_NAMES, List.of(settings.listen().host()), settings.hostNames())
                .flatMap(List::stream)
                .toList());
  }

  private static Set<String> lowerCase(List<String> names) {
    return names.stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Refuses who asks under a name that is not ours. Where a token is required there is no need to:
   * a browser that was led here by a name of somebody else's sends no session with it, so whoever
   * asks must know the token, and then may use any name, such as a container's.
   */
  Optional<Answer> refuseHost(Optional<String> host) {
    if (required.isPresent()) {
      return Optional.empty();
    }
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
  Optional<Answer> refuseStranger(
      String address, Optional<String> authorization, Optional<String> session) {
    return isLoggedIn(session)
        ? Optional.empty()
        : authorization
            .flatMap(Gatekeeper::bearer)
            .map(token -> refuseToken(address, token))
            .orElseGet(
                () ->
                    Optional.of(
                        unauthorized(
                            "token_required",
                            "a token is required: send it as 'Authorization: Bearer TOKEN', or log"
                                + " in at the dashboard")));
  }

  private static Optional<String> bearer(String authorization) {
    return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? Optional.of(authorization.substring(BEARER.length()).strip())
        : Optional.empty();
  }

  /**
   * Refuses a token that is not ours, and after too many of them all that come from there. But for
   * the one of programs on this machine, which nobody can guess, and nobody is to lock out.
   */
  Optional<Answer> refuseToken(String address, String token) {
    if (required.isEmpty() || local.matches(token)) {
      return Optional.empty();
    }
    Optional<Duration> pause = wrong.pause(address);
    if (pause.isPresent()) {
      return Optional.of(tooMany(pause.get()));
    }
    if (required.get().matches(token)) {
      return Optional.empty();
    }
    wrong.note(address);
    return Optional.of(
        unauthorized(
            "wrong_token", "that is not the token; it stands in the file that --token-file names"));
  }

  private static Answer tooMany(Duration pause) {
    long seconds = pause.toSeconds() + 1;
    return Answer.error(
            429,
            "too_many_tokens",
            "too many wrong tokens came from your address: try again in " + seconds + " s")
        .with("Retry-After", Long.toString(seconds));
  }

  private static Answer unauthorized(String code, String message) {
    return Answer.error(401, code, message).with("WWW-Authenticate", "Bearer realm=\"sluice\"");
  }

  boolean requiresToken() {
    return required.isPresent();
  }

  /** Whether somebody may use the API, be it because everybody may. */
  boolean isLoggedIn(Optional<String> session) {
    return required.isEmpty() || session.filter(this::isOpen).isPresent();
  }

  /** Opens a session, and gives its secret. */
  synchronized String openSession() {
    Instant now = clock.instant();
    sessions.values().removeIf(end -> end.isBefore(now));
    if (sessions.size() >= MOST_SESSIONS) {
      sessions.clear();
    }
    Token session = Token.random();
    sessions.put(Token.fingerprint(session.secret()), now.plus(LONGEST_SESSION));
    return session.secret();
  }

  synchronized void logOut(String session) {
    sessions.remove(Token.fingerprint(session));
  }

  private synchronized boolean isOpen(String session) {
    Instant end = sessions.get(Token.fingerprint(session));
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

  /** A proxy that does not pass the name on is known by the one that it was told to have. */
  private boolean isOurs(String origin, String host) {
    try {
      URI uri = new URI(origin);
      String authority = uri.getAuthority();
      return authority != null
          && (authority.equalsIgnoreCase(host)
              || (uri.getHost() != null
                  && further.contains(uri.getHost().toLowerCase(Locale.ROOT))));
    } catch (URISyntaxException none) {
      return false;
    }
  }
}
