/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.token;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.lumoauth.itests.http.fixture.AssertionGrantSteps;
import org.lumoauth.itests.http.fixture.ClientJwtSamples;
import org.lumoauth.itests.http.fixture.ResponseMatcher;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.FormParameters;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.UnverifiedJwt;

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
record JwtLocation(
    String name,
    Map<String, Supplier<String>> instead,
    Set<String> own,
    Function<String, ApiClient.Answer> show,
    Predicate<ApiClient.Answer> refused,
    Predicate<ApiClient.Answer> taken) {

  private static final String TOKEN_TYPE = "urn:ietf:params:oauth:token-type:";
  private static final String ASSERTION_TYPE =
      "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  JwtLocation(
      String name,
      Set<String> own,
      Function<String, ApiClient.Answer> show,
      Predicate<ApiClient.Answer> refused,
      Predicate<ApiClient.Answer> taken) {
    this(name, Map.of(), own, show, refused, taken);
  }

  private JwtLocation with(Map<String, Supplier<String>> instead) {
    return new JwtLocation(name, instead, own, show, refused, taken);
  }

  /** Every place, asked as the client of these kinds. */
  static List<JwtLocation> all(JwtKindSamples kinds) {
    TestApplication app = kinds.app();
    ApiClient api = app.tenant().admin();
    Set<String> access = Set.of(JwtKindSamples.ACCESS_TOKEN);
    Set<String> objects =
        Set.of(
            ClientJwtSamples.REQUEST_OBJECT,
            ClientJwtSamples.REQUEST_OBJECT_WITHOUT_TYPE,
            EncryptedJwtSamples.REQUEST_OBJECT);
    return List.of(
        new JwtLocation(
            "bearer token at userinfo",
            access,
            jwt -> bearer(api, jwt).get("/oauth/userinfo"),
            ResponseMatcher.error(401, "invalid_token"),
            ResponseMatcher.status(200)),
        new JwtLocation(
            "bearer token at the API",
            access,
            jwt -> bearer(api, jwt).get("/me"),
            ResponseMatcher.error(401, "invalid_token"),
            ResponseMatcher.status(200)),
        new JwtLocation(
            "introspection",
            access,
            app::introspect,
            answer -> answer.status() == 200 && answer.text().equals("{\"active\":false}"),
            answer -> answer.body().path("active").asBoolean()),
        new JwtLocation(
            "client assertion",
            Set.of(ClientJwtSamples.CLIENT_ASSERTION, ClientJwtSamples.CLIENT_ASSERTION_WITH_TYPE),
            jwt -> byAssertion(kinds.clientOf(jwt), jwt),
            ResponseMatcher.error(401, "invalid_client"),
            ResponseMatcher.status(200)),
        new JwtLocation(
            "pushed request object",
            objects,
            jwt -> app.api().form("/oauth/par", "request=" + jwt),
            // A signed backchannel request has no type either: it lacks what is asked for here.
            ResponseMatcher.error(400, "invalid_request_object")
                .or(ResponseMatcher.error(400, "invalid_request")),
            ResponseMatcher.status(201)),
        new JwtLocation(
            "request object",
            objects,
            jwt ->
                authorize(app, FormParameters.with(app.request(Map.of()), Map.of("request", jwt))),
            ResponseMatcher.errorAtRedirectUri("invalid_request_object")
                .or(ResponseMatcher::refusedOnAPage),
            ResponseMatcher.errorAtRedirectUri("login_required")),
        new JwtLocation(
            "hint at the authorization endpoint",
            Set.of(JwtKindSamples.ID_TOKEN),
            jwt -> authorize(app, app.request(Map.of("prompt", "none", "id_token_hint", jwt))),
            ResponseMatcher.errorAtRedirectUri("invalid_request"),
            ResponseMatcher.errorAtRedirectUri("login_required")),
        new JwtLocation(
            "hint at logout",
            Set.of(JwtKindSamples.ID_TOKEN),
            jwt ->
                bearerless(api)
                    .get(
                        "/oauth/logout?"
                            + FormParameters.of(
                                Map.of(
                                    "id_token_hint",
                                    jwt,
                                    "post_logout_redirect_uri",
                                    TestApplication.REDIRECT_URI))),
            answer -> answer.status() == 400 && ResponseMatcher.location(answer).isEmpty(),
            answer -> ResponseMatcher.location(answer).equals(TestApplication.REDIRECT_URI)),
        new JwtLocation(
            "DPoP proof",
            Set.of(ClientJwtSamples.PROOF),
            jwt -> withProof(app, jwt),
            ResponseMatcher.errorWithReason(
                "invalid_dpop_proof", "The DPoP proof is invalid: ", "The htm claim must be "),
            answer -> answer.body().path("token_type").asText().equals("DPoP")),
        new JwtLocation(
            "assertion as a grant",
            Set.of(JwtKindSamples.ASSERTION, JwtKindSamples.ASSERTION_WITH_TYPE),
            jwt ->
                app.token(Map.of("grant_type", AssertionGrantSteps.JWT_BEARER, "assertion", jwt)),
            ResponseMatcher.errorWithReason("invalid_grant", "The assertion is not accepted: "),
            ResponseMatcher.status(200)),
        exchanged(app, "subject_token", "access_token", Set.of(JwtKindSamples.ACCESS_TOKEN)),
        exchanged(app, "subject_token", "id_token", Set.of(JwtKindSamples.ID_TOKEN)),
        exchanged(app, "subject_token", "jwt", Set.of(JwtKindSamples.ASSERTION)),
        exchanged(app, "actor_token", "access_token", Set.of(JwtKindSamples.ACCESS_TOKEN)),
        exchanged(app, "actor_token", "id_token", Set.of()), // not taken for an actor at all
        exchanged(app, "actor_token", "jwt", Set.of(JwtKindSamples.ASSERTION)),
        elsewhere(
            app,
            "login_hint_token",
            Set.of(ClientJwtSamples.LOGIN_HINT),
            "The login_hint_token is invalid: "),
        elsewhere(
            app,
            "id_token_hint",
            Set.of(JwtKindSamples.ID_TOKEN),
            "The id_token_hint must be an ID token issued to this client."),
        elsewhere(
                kinds.signing(),
                "request",
                Set.of(ClientJwtSamples.SIGNED_REQUEST),
                "The signed request is invalid: ")
            .with(kinds.ofTheSigning()),
        nowhere(
            "backchannel authentication request id",
            "invalid_grant",
            jwt -> app.token(Map.of("grant_type", AssertionGrantSteps.CIBA, "auth_req_id", jwt))),
        nowhere("refresh token", "invalid_grant", jwt -> grant(app, "refresh_token", jwt)),
        nowhere("code", "invalid_grant", jwt -> app.redeem(jwt)),
        nowhere("device code", "invalid_grant", jwt -> device(app, jwt)),
        new JwtLocation(
            "binding token of an access request",
            Set.of(JwtKindSamples.BINDING),
            jwt -> asked(kinds, jwt),
            ResponseMatcher.error(400, "invalid_denial_binding"),
            ResponseMatcher.status(202)),
        new JwtLocation(
            "attestation of a workload",
            Set.of(JwtKindSamples.WORKLOAD, JwtKindSamples.SVID),
            kinds::attest,
            ResponseMatcher.error(401, "attestation_rejected"),
            ResponseMatcher.status(200)),
        new JwtLocation(
            "subject_token of a platform",
            Set.of(JwtKindSamples.WORKLOAD),
            kinds::exchange,
            ResponseMatcher.error(401, "workload_identity_failed"),
            ResponseMatcher.status(200)),
        new JwtLocation(
            "JWT-SVID as a client assertion",
            Set.of(JwtKindSamples.SVID),
            kinds::asSvid,
            ResponseMatcher.error(401, "invalid_client"),
            ResponseMatcher.status(200)),
        new JwtLocation(
            "registration access token",
            Set.of(),
            jwt -> bearer(api, jwt).get("/connect/register/" + app.id()),
            ResponseMatcher.error(401, "invalid_token"),
            ResponseMatcher.status(200)),
        new JwtLocation(
            "initial access token",
            access, // which is known, and lets nobody register
            jwt -> bearer(api, jwt).post("/connect/register", Map.of()),
            ResponseMatcher.error(401, "invalid_token"),
            ResponseMatcher.error(403, "access_denied")),
        new JwtLocation(
            "DPoP proof at a resource",
            Set.of(JwtKindSamples.RESOURCE_PROOF),
            kinds::proven,
            ResponseMatcher.error(401, "invalid_dpop_proof"),
            ResponseMatcher.status(200)),
        new JwtLocation(
                "ID token that an upstream provider gives",
                Set.of(JwtKindSamples.UPSTREAM_ID_TOKEN),
                jwt -> kinds.upstream().completeSignInWith(jwt),
                ResponseMatcher.status(303), // nobody is signed in
                ResponseMatcher.status(200))
            .with(Map.of(JwtKindSamples.UPSTREAM_ID_TOKEN, kinds.upstream()::idTokenOfASignIn)));
  }

  @Override
  public String toString() {
    return name;
  }

  /** Asks for what was denied; what the token says of its end is repeated. */
  private static ApiClient.Answer asked(JwtKindSamples kinds, String jwt) {
    Map<String, Object> body = new HashMap<>(kinds.denied());
    Map<String, Object> denial = new HashMap<>();
    denial.put("binding_token", jwt);
    denial.put("expires_at", "2030-01-01T00:00:00Z");
    String[] parts = jwt.split("\\.");
    if (parts.length == 3) {
      denial.put("expires_at", UnverifiedJwt.claims(jwt).path("denial_expires_at").asText());
    }
    body.put("denial", denial);
    return kinds.app().tenant().admin().post("/access/v1/requests", body);
  }

  /** A place of the token endpoint at which no JWT belongs. */
  private static JwtLocation nowhere(
      String name, String error, Function<String, ApiClient.Answer> show) {
    return new JwtLocation(
        name, Set.of(), show, ResponseMatcher.error(400, error), ResponseMatcher.status(200));
  }

  /** A place of token exchange (RFC 8693 section 2.1); the other token is one that holds. */
  private static JwtLocation exchanged(
      TestApplication app, String parameter, String type, Set<String> own) {
    return new JwtLocation(
        parameter + " as " + type,
        own,
        jwt -> {
          Map<String, String> form = new HashMap<>();
          form.put("grant_type", AssertionGrantSteps.TOKEN_EXCHANGE);
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
        ResponseMatcher.errorWithReason(
            "invalid_request",
            "The " + parameter + " is not accepted: ",
            parameter + "_type must be a token type that this request supports"),
        ResponseMatcher.status(200));
  }

  /** A place of backchannel authentication (CIBA Core section 7.1). */
  private static JwtLocation elsewhere(
      TestApplication app, String parameter, Set<String> own, String refusal) {
    return new JwtLocation(
        parameter + " of backchannel authentication",
        own,
        jwt -> {
          Map<String, String> form = new HashMap<>(Map.of(parameter, jwt));
          if (!parameter.equals("request")) {
            form.put("scope", "openid");
          }
          return app.api().form("/oauth/bc-authorize", FormParameters.of(form));
        },
        ResponseMatcher.errorWithReason("invalid_request", refusal),
        ResponseMatcher.status(200));
  }

  private static ApiClient bearer(ApiClient api, String jwt) {
    return api.with("Authorization", "Bearer " + jwt);
  }

  private static ApiClient bearerless(ApiClient api) {
    return api.with("Accept", "*/*");
  }

  private static ApiClient.Answer authorize(TestApplication app, Map<String, String> parameters) {
    return bearerless(app.tenant().admin())
        .get("/oauth/authorize?" + FormParameters.of(parameters));
  }

  private static ApiClient.Answer byAssertion(TestApplication app, String jwt) {
    return bearerless(app.tenant().admin())
        .form(
            "/oauth/token",
            FormParameters.of(
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

  private static ApiClient.Answer withProof(TestApplication app, String jwt) {
    return app.api().and("DPoP", jwt).form("/oauth/token", "grant_type=client_credentials");
  }

  private static ApiClient.Answer grant(TestApplication app, String type, String jwt) {
    return app.token(Map.of("grant_type", type, type, jwt));
  }

  private static ApiClient.Answer device(TestApplication app, String jwt) {
    return app.token(Map.of("grant_type", TestApplication.DEVICE_CODE, "device_code", jwt));
  }
}
