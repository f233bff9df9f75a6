package dev.sluice.service.http;

import static dev.sluice.service.http.Route.Verb.GET;
import static dev.sluice.service.http.Route.Verb.POST;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Logging in, for browsers: a stream of events cannot send a header of its own. */
final class LoginRoutes implements Routes {

  private static final String PATH = "/api/v1/login";
  private static final String ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Strict";

  private final Gatekeeper gate;

  LoginRoutes(Gatekeeper gate) {
    this.gate = gate;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.at(GET, PATH, "Whether a token is required, and who asks is logged in.")
            .open()
            .answers(
                200,
                "That.",
                Schema.object("")
                    .with("required", Schema.flag("Whether a token is required."))
                    .with("logged_in", Schema.flag("Whether who asks may use the API.")))
            .by(this::tell),
        Route.at(POST, PATH, "Opens a session, by a cookie.")
            .open()
            .takes(Schema.object("").with("token", Schema.text("The token.")))
            .answers(204, "The session is open.", "")
            .fails(401, "That is not the token.")
            .by(this::logIn),
        Route.at(POST, "/api/v1/logout", "Ends the session.")
            .open()
            .answers(204, "It has ended.", "")
            .by(this::logOut));
  }

  private Answer tell(ApiRequest request) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("required", gate.requiresToken());
    facts.put("logged_in", gate.isKnown(Optional.empty(), request.session()));
    return Answer.ok(facts);
  }

  private Answer logIn(ApiRequest request) {
    return gate.logIn(request.body().field("token").text())
        .map(
            session ->
                Answer.noContent()
                    .with("Set-Cookie", Gatekeeper.COOKIE + "=" + session + ATTRIBUTES))
        .orElseGet(
            () ->
                Answer.error(
                    401,
                    "wrong_token",
                    "that is not the token; it stands in the file that --token-file names"));
  }

  private Answer logOut(ApiRequest request) {
    request.session().ifPresent(gate::logOut);
    return Answer.noContent()
        .with("Set-Cookie", Gatekeeper.COOKIE + "=" + ATTRIBUTES + "; Max-Age=0");
  }
}
