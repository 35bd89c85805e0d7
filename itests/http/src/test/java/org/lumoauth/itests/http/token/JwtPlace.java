package org.lumoauth.itests.http.token;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.lumoauth.itests.http.fixture.ClientJwts;
import org.lumoauth.itests.http.fixture.LaterGrants;
import org.lumoauth.itests.http.fixture.Told;
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.App;
import org.lumoauth.itests.http.support.Jwt;
import org.lumoauth.itests.http.support.Query;

/**
 * A place of the server that takes a JWT, or what could be one. A module that brings another place
 * adds it to {@link #all}.
 *
 * @param name of the place
 * @param instead kinds that are made otherwise for it, as those of another client
 * @param own kinds that belong there
 * @param show shows a JWT there
 * @param refused what the answer says of every other kind
 * @param taken what it says of its own
 */
record JwtPlace(
    String name,
    Map<String, Supplier<String>> instead,
    Set<String> own,
    Function<String, Api.Answer> show,
    Predicate<Api.Answer> refused,
    Predicate<Api.Answer> taken) {

  private static final String TOKEN_TYPE = "urn:ietf:params:oauth:token-type:";
  private static final String ASSERTION_TYPE =
      "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  JwtPlace(
      String name,
      Set<String> own,
      Function<String, Api.Answer> show,
      Predicate<Api.Answer> refused,
      Predicate<Api.Answer> taken) {
    this(name, Map.of(), own, show, refused, taken);
  }

  private JwtPlace with(Map<String, Supplier<String>> instead) {
    return new JwtPlace(name, instead, own, show, refused, taken);
  }

  /** Every place, asked as the client of these kinds. */
  static List<JwtPlace> all(JwtKinds kinds) {
    App app = kinds.app();
    Api api = app.tenant().admin();
    Set<String> access = Set.of(JwtKinds.ACCESS_TOKEN);
    Set<String> objects =
        Set.of(
            ClientJwts.REQUEST_OBJECT,
            ClientJwts.REQUEST_OBJECT_WITHOUT_TYPE,
            EncryptedJwts.REQUEST_OBJECT);
    return List.of(
        new JwtPlace(
            "bearer token at userinfo",
            access,
            jwt -> bearer(api, jwt).get("/oauth/userinfo"),
            Told.error(401, "invalid_token"),
            Told.status(200)),
        new JwtPlace(
            "bearer token at the API",
            access,
            jwt -> bearer(api, jwt).get("/me"),
            Told.error(401, "invalid_token"),
            Told.status(200)),
        new JwtPlace(
            "introspection",
            access,
            app::introspect,
            answer -> answer.status() == 200 && answer.text().equals("{\"active\":false}"),
            answer -> answer.body().path("active").asBoolean()),
        new JwtPlace(
            "client assertion",
            Set.of(ClientJwts.CLIENT_ASSERTION, ClientJwts.CLIENT_ASSERTION_WITH_TYPE),
            jwt -> byAssertion(kinds.clientOf(jwt), jwt),
            Told.error(401, "invalid_client"),
            Told.status(200)),
        new JwtPlace(
            "pushed request object",
            objects,
            jwt -> app.api().form("/oauth/par", "request=" + jwt),
            // A signed backchannel request has no type either: it lacks what is asked for here.
            Told.error(400, "invalid_request_object").or(Told.error(400, "invalid_request")),
            Told.status(201)),
        new JwtPlace(
            "request object",
            objects,
            jwt -> authorize(app, Query.with(app.request(Map.of()), Map.of("request", jwt))),
            Told.told("invalid_request_object").or(Told::refusedOnAPage),
            Told.told("login_required")),
        new JwtPlace(
            "hint at the authorization endpoint",
            Set.of(JwtKinds.ID_TOKEN),
            jwt -> authorize(app, app.request(Map.of("prompt", "none", "id_token_hint", jwt))),
            Told.told("invalid_request"),
            Told.told("login_required")),
        new JwtPlace(
            "hint at logout",
            Set.of(JwtKinds.ID_TOKEN),
            jwt ->
                bearerless(api)
                    .get(
                        "/oauth/logout?"
                            + Query.of(
                                Map.of(
                                    "id_token_hint",
                                    jwt,
                                    "post_logout_redirect_uri",
                                    App.REDIRECT_URI))),
            answer -> answer.status() == 400 && Told.location(answer).isEmpty(),
            answer -> Told.location(answer).equals(App.REDIRECT_URI)),
        new JwtPlace(
            "DPoP proof",
            Set.of(ClientJwts.PROOF),
            jwt -> withProof(app, jwt),
            Told.because(
                "invalid_dpop_proof", "The DPoP proof is invalid: ", "The htm claim must be "),
            answer -> answer.body().path("token_type").asText().equals("DPoP")),
        new JwtPlace(
            "assertion as a grant",
            Set.of(JwtKinds.ASSERTION, JwtKinds.ASSERTION_WITH_TYPE),
            jwt -> app.token(Map.of("grant_type", LaterGrants.JWT_BEARER, "assertion", jwt)),
            Told.because("invalid_grant", "The assertion is not accepted: "),
            Told.status(200)),
        exchanged(app, "subject_token", "access_token", Set.of(JwtKinds.ACCESS_TOKEN)),
        exchanged(app, "subject_token", "id_token", Set.of(JwtKinds.ID_TOKEN)),
        exchanged(app, "subject_token", "jwt", Set.of(JwtKinds.ASSERTION)),
        exchanged(app, "actor_token", "access_token", Set.of(JwtKinds.ACCESS_TOKEN)),
        exchanged(app, "actor_token", "id_token", Set.of()), // not taken for an actor at all
        exchanged(app, "actor_token", "jwt", Set.of(JwtKinds.ASSERTION)),
        elsewhere(
            app,
            "login_hint_token",
            Set.of(ClientJwts.LOGIN_HINT),
            "The login_hint_token is invalid: "),
        elsewhere(
            app,
            "id_token_hint",
            Set.of(JwtKinds.ID_TOKEN),
            "The id_token_hint must be an ID token issued to this client."),
        elsewhere(
                kinds.signing(),
                "request",
                Set.of(ClientJwts.SIGNED_REQUEST),
                "The signed request is invalid: ")
            .with(kinds.ofTheSigning()),
        nowhere(
            "backchannel authentication request id",
            "invalid_grant",
            jwt -> app.token(Map.of("grant_type", LaterGrants.CIBA, "auth_req_id", jwt))),
        nowhere("refresh token", "invalid_grant", jwt -> grant(app, "refresh_token", jwt)),
        nowhere("code", "invalid_grant", jwt -> app.redeem(jwt)),
        nowhere("device code", "invalid_grant", jwt -> device(app, jwt)),
        new JwtPlace(
            "binding token of an access request",
            Set.of(JwtKinds.BINDING),
            jwt -> asked(kinds, jwt),
            Told.error(400, "invalid_denial_binding"),
            Told.status(202)),
        new JwtPlace(
            "attestation of a workload",
            Set.of(JwtKinds.WORKLOAD, JwtKinds.SVID),
            kinds::attest,
            Told.error(401, "attestation_rejected"),
            Told.status(200)),
        new JwtPlace(
            "subject_token of a platform",
            Set.of(JwtKinds.WORKLOAD),
            kinds::exchange,
            Told.error(401, "workload_identity_failed"),
            Told.status(200)),
        new JwtPlace(
            "JWT-SVID as a client assertion",
            Set.of(JwtKinds.SVID),
            kinds::asSvid,
            Told.error(401, "invalid_client"),
            Told.status(200)),
        new JwtPlace(
            "registration access token",
            Set.of(),
            jwt -> bearer(api, jwt).get("/connect/register/" + app.id()),
            Told.error(401, "invalid_token"),
            Told.status(200)),
        new JwtPlace(
            "initial access token",
            access, // which is known, and lets nobody register
            jwt -> bearer(api, jwt).post("/connect/register", Map.of()),
            Told.error(401, "invalid_token"),
            Told.error(403, "access_denied")),
        new JwtPlace(
            "DPoP proof at a resource",
            Set.of(JwtKinds.RESOURCE_PROOF),
            kinds::proven,
            Told.error(401, "invalid_dpop_proof"),
            Told.status(200)),
        new JwtPlace(
                "ID token that an upstream provider gives",
                Set.of(JwtKinds.UPSTREAM_ID_TOKEN),
                jwt -> kinds.upstream().comeBackWith(jwt),
                Told.status(303), // nobody is signed in
                Told.status(200))
            .with(Map.of(JwtKinds.UPSTREAM_ID_TOKEN, kinds.upstream()::idTokenOfASignIn)));
  }

  @Override
  public String toString() {
    return name;
  }

  /** Asks for what was denied; what the token says of its end is repeated. */
  private static Api.Answer asked(JwtKinds kinds, String jwt) {
    Map<String, Object> body = new HashMap<>(kinds.denied());
    Map<String, Object> denial = new HashMap<>();
    denial.put("binding_token", jwt);
    denial.put("expires_at", "2030-01-01T00:00:00Z");
    String[] parts = jwt.split("\\.");
    if (parts.length == 3) {
      denial.put("expires_at", Jwt.claims(jwt).path("denial_expires_at").asText());
    }
    body.put("denial", denial);
    return kinds.app().tenant().admin().post("/access/v1/requests", body);
  }

  /** A place of the token endpoint at which no JWT belongs. */
  private static JwtPlace nowhere(String name, String error, Function<String, Api.Answer> show) {
    return new JwtPlace(name, Set.of(), show, Told.error(400, error), Told.status(200));
  }

  /** A place of token exchange (RFC 8693 section 2.1); the other token is one that holds. */
  private static JwtPlace exchanged(App app, String parameter, String type, Set<String> own) {
    return new JwtPlace(
        parameter + " as " + type,
        own,
        jwt -> {
          Map<String, String> form = new HashMap<>();
          form.put("grant_type", LaterGrants.TOKEN_EXCHANGE);
          form.put("subject_token", jwt);
          form.put("subject_token_type", TOKEN_TYPE + type);
          if (parameter.equals("actor_token")) {
            String subject =
                app.token(Map.of("grant_type", "client_credentials"))
                    .body()
                    .path("access_token")
                    .asText();
            form.put("subject_token", subject);
            form.put("subject_token_type", TOKEN_TYPE + "access_token");
            form.put("actor_token", jwt);
            form.put("actor_token_type", TOKEN_TYPE + type);
          }
          return app.token(form);
        },
        Told.because(
            "invalid_request",
            "The " + parameter + " is not accepted: ",
            parameter + "_type must be a token type that this request supports"),
        Told.status(200));
  }

  /** A place of backchannel authentication (CIBA Core section 7.1). */
  private static JwtPlace elsewhere(App app, String parameter, Set<String> own, String refusal) {
    return new JwtPlace(
        parameter + " of backchannel authentication",
        own,
        jwt -> {
          Map<String, String> form = new HashMap<>(Map.of(parameter, jwt));
          if (!parameter.equals("request")) {
            form.put("scope", "openid");
          }
          return app.api().form("/oauth/bc-authorize", Query.of(form));
        },
        Told.because("invalid_request", refusal),
        Told.status(200));
  }

  private static Api bearer(Api api, String jwt) {
    return api.with("Authorization", "Bearer " + jwt);
  }

  private static Api bearerless(Api api) {
    return api.with("Accept", "*/*");
  }

  private static Api.Answer authorize(App app, Map<String, String> parameters) {
    return bearerless(app.tenant().admin()).get("/oauth/authorize?" + Query.of(parameters));
  }

  private static Api.Answer byAssertion(App app, String jwt) {
    return bearerless(app.tenant().admin())
        .form(
            "/oauth/token",
            Query.of(
                Map.of(
                    "grant_type",
                    "client_credentials",
                    "client_id",
                    app.id(),
                    "client_assertion_type",
                    ASSERTION_TYPE,
                    "client_assertion",
                    jwt)));
  }

  private static Api.Answer withProof(App app, String jwt) {
    return app.api().and("DPoP", jwt).form("/oauth/token", "grant_type=client_credentials");
  }

  private static Api.Answer grant(App app, String type, String jwt) {
    return app.token(Map.of("grant_type", type, type, jwt));
  }

  private static Api.Answer device(App app, String jwt) {
    return app.token(Map.of("grant_type", App.DEVICE_CODE, "device_code", jwt));
  }
}
