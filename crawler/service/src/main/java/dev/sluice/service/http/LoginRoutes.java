package dev.sluice.service.http;

import static dev.sluice.service.http.Route.Verb.GET;
import static dev.sluice.service.http.Route.Verb.POST;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
            .fails(429, "Too many wrong ones came from there: wait as long as Retry-After says.")
            .by(this::logIn),
        Route.at(POST, "/api/v1/logout", "Ends the session.")
            .open()
            .answers(204, "It has ended.", "")
            .by(this::logOut));
  }

  private Answer tell(ApiRequest request) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("required", gate.requiresToken());
    facts.put("logged_in", gate.isLoggedIn(request.session()));
    return Answer.ok(facts);
  }

  private Answer logIn(ApiRequest request) {
    String token = request.body().field("token").text();
    return gate.refuseToken(request.address(), token)
        .orElseGet(
            () ->
                Answer.noContent()
                    .with("Set-Cookie", Gatekeeper.COOKIE + "=" + gate.openSession() + ATTRIBUTES));
  }

  private Answer logOut(ApiRequest request) {
    request.session().ifPresent(gate::logOut);
    return Answer.noContent()
        .with("Set-Cookie", Gatekeeper.COOKIE + "=" + ATTRIBUTES + "; Max-Age=0");
  }
}
