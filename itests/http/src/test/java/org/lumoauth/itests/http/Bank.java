package org.lumoauth.itests.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.lumoauth.testkit.builder.TestJwtSigner;

/**
 * A client that a profile of FAPI 2.0 holds: it authenticates by a key of its own and proves
 * another with each request for tokens.
 *
 * @param app the client
 * @param key what it authenticates by
 * @param proven what its tokens are bound to
 */
record Bank(App app, TestJwtSigner key, TestJwtSigner proven) {
  private static final String ASSERTION_TYPE =
      "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  private static final long LIFETIME = 60;

  static Bank register(Tenant tenant, String profile) {
    TestJwtSigner key = TestJwtSigner.es256("k1");
    App app =
        App.register(
            tenant,
            Map.of(
                "tokenEndpointAuthMethods",
                List.of("private_key_jwt"),
                "grantTypes",
                List.of("authorization_code", "refresh_token"),
                "metadata",
                Map.of(
                    "profile",
                    profile,
                    "jwks",
                    Map.of("keys", List.of(key.jwk())),
                    "dpop_bound_access_tokens",
                    true)));
    return new Bank(app, key, TestJwtSigner.es256("p1"));
  }

  /** The same client, whose tokens are to be bound to another key. */
  Bank proving(TestJwtSigner other) {
    return new Bank(app, key, other);
  }

  /** An authorization request with changes, as it is pushed. */
  Api.Answer push(Map<String, String> changes) {
    return ask("/oauth/par", app.request(changes), assertion(Map.of()));
  }

  /** A reference to a request that was pushed. */
  String pushed() {
    return push(Map.of()).expect(201).body().path("request_uri").asText();
  }

  /** The address to which the person goes with it. */
  String authorize(String reference) {
    return app.authorize(Map.of("client_id", app.id(), "request_uri", reference));
  }

  /** What the application is told when the person allowed what was pushed. */
  Map<String, String> allowed(Person person) {
    return person.open(authorize(pushed())).goOn();
  }

  Api.Answer redeem(String code) {
    return token(
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            code,
            "redirect_uri",
            App.REDIRECT_URI,
            "code_verifier",
            App.VERIFIER));
  }

  Api.Answer refresh(JsonNode tokens) {
    return token(
        Map.of(
            "grant_type", "refresh_token", "refresh_token", tokens.path("refresh_token").asText()));
  }

  /** Asks for tokens with a proof. */
  Api.Answer token(Map<String, String> parameters) {
    return with("DPoP", proof("POST", "/oauth/token", Map.of()))
        .ask("/oauth/token", parameters, assertion(Map.of()));
  }

  /** Asks with an assertion. */
  Api.Answer ask(String path, Map<String, String> parameters, String assertion) {
    return app.connection()
        .form(
            path,
            Query.of(
                Query.with(
                    parameters,
                    Map.of(
                        "client_id", app.id(),
                        "client_assertion_type", ASSERTION_TYPE,
                        "client_assertion", assertion))));
  }

  /** The same with a header. */
  Bank with(String header, String value) {
    return new Bank(app.over(app.connection().and(header, value)), key, proven);
  }

  /** A client assertion with changes. */
  String assertion(Map<String, Object> changes) {
    return key.sign(claims(Map.of("iss", app.id(), "sub", app.id()), changes));
  }

  /** An authorization request as an object. */
  String object(Map<String, String> parameters, Map<String, Object> changes) {
    Map<String, Object> claims = new HashMap<>(app.request(parameters));
    claims.put("iss", app.id());
    claims.put("nbf", Instant.now().getEpochSecond());
    return key.sign(claims(claims, changes));
  }

  /** A proof of the key. */
  String proof(String method, String path, Map<String, Object> changes) {
    Map<String, Object> claims =
        new HashMap<>(
            Map.of(
                "htm",
                method,
                "htu",
                app.tenant().admin().base() + path,
                "iat",
                Instant.now().getEpochSecond(),
                "jti",
                UUID.randomUUID().toString()));
    claims.putAll(changes);
    return proven.sign(Map.of("typ", "dpop+jwt", "jwk", proven.material()), claims);
  }

  /** Userinfo by a token that is bound to the key. */
  Api.Answer userinfo(String token) {
    return app.connection()
        .with("Authorization", "DPoP " + token)
        .and("DPoP", proof("GET", "/oauth/userinfo", Map.of("ath", TestJwtSigner.hash(token))))
        .get("/oauth/userinfo");
  }

  private Map<String, Object> claims(Map<String, Object> own, Map<String, Object> changes) {
    long now = Instant.now().getEpochSecond();
    Map<String, Object> claims = new HashMap<>(own);
    claims.put("aud", app.tenant().admin().base());
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("iat", now);
    claims.put("exp", now + LIFETIME);
    claims.putAll(changes);
    return claims;
  }
}
