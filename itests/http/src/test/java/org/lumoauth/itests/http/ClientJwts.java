package org.lumoauth.itests.http;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.lumoauth.testkit.builder.TestJwtSigner;

/**
 * The kinds of JWT that a client signs, each a real one that holds where it belongs.
 *
 * @param app the client
 * @param person of whom it asks
 * @param key the client's
 */
record ClientJwts(App app, Person person, TestJwtSigner key) {
  static final String REQUEST_OBJECT = "request object";
  static final String REQUEST_OBJECT_WITHOUT_TYPE = "request object without a type";
  static final String CLIENT_ASSERTION = "client assertion";
  static final String CLIENT_ASSERTION_WITH_TYPE = "client assertion with a type";
  static final String LOGIN_HINT = "login hint token";
  static final String SIGNED_REQUEST = "signed backchannel request";
  static final String PROOF = "DPoP proof";

  private static final long LIFETIME = 60;

  /** By name; each call makes one that was not used. */
  Map<String, Supplier<String>> all() {
    Map<String, Supplier<String>> all = new LinkedHashMap<>();
    all.put(REQUEST_OBJECT, () -> requestObject("oauth-authz-req+jwt"));
    all.put(REQUEST_OBJECT_WITHOUT_TYPE, () -> requestObject("JWT"));
    all.put(CLIENT_ASSERTION, () -> clientAssertion("JWT"));
    all.put(CLIENT_ASSERTION_WITH_TYPE, () -> clientAssertion("client-authentication+jwt"));
    all.put(PROOF, () -> proof("POST", "/oauth/token", Map.of()));
    all.put(LOGIN_HINT, this::loginHint);
    all.put(SIGNED_REQUEST, this::signedRequest);
    return all;
  }

  /** What all have, so that nothing but their kind tells them apart. */
  Map<String, Object> common() {
    long now = Instant.now().getEpochSecond();
    return new HashMap<>(
        Map.of(
            "iss", app.id(),
            "aud", app.tenant().admin().base(),
            "iat", now,
            "exp", now + LIFETIME,
            "jti", UUID.randomUUID().toString()));
  }

  /** A proof for a request (RFC 9449 section 4.2). */
  String proof(String method, String path, Map<String, Object> more) {
    Map<String, Object> claims = new HashMap<>(more);
    claims.put("htm", method);
    claims.put("htu", app.tenant().admin().base() + path);
    claims.put("iat", Instant.now().getEpochSecond());
    claims.put("jti", UUID.randomUUID().toString());
    return key.sign(Map.of("typ", "dpop+jwt", "jwk", key.material()), claims);
  }

  private String requestObject(String type) {
    Map<String, Object> claims = new HashMap<>(app.request(Map.of("prompt", "none")));
    claims.putAll(common());
    return key.sign(header(type), claims);
  }

  private String clientAssertion(String type) {
    Map<String, Object> claims = common();
    claims.put("sub", app.id());
    return key.sign(header(type), claims);
  }

  private String loginHint() {
    Map<String, Object> claims = common();
    claims.put("sub_id", Map.of("format", "email", "email", person.email()));
    return key.sign(header("login-hint+jwt"), claims);
  }

  private String signedRequest() {
    Map<String, Object> claims = common();
    claims.put("nbf", Instant.now().getEpochSecond());
    claims.put("scope", "openid");
    claims.put("login_hint", person.email());
    return key.sign(claims);
  }

  private Map<String, Object> header(String type) {
    return Map.of("kid", key.kid(), "typ", type);
  }
}
