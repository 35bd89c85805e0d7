package org.lumoauth.itests.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.lumoauth.testkit.builder.JwtSigner;

/**
 * Every kind of JWT that goes to or comes from the server, each a real one that holds where it
 * belongs. A module that brings another kind adds it to {@link #all}.
 */
final class JwtKinds {
  static final String ACCESS_TOKEN = "access token";
  static final String ID_TOKEN = "ID token";
  static final String LOGOUT_TOKEN = "logout token";
  static final String USERINFO = "userinfo response";
  static final String AUTHORIZATION_RESPONSE = "authorization response";
  static final String REQUEST_OBJECT = "request object";
  static final String REQUEST_OBJECT_WITHOUT_TYPE = "request object without a type";
  static final String CLIENT_ASSERTION = "client assertion";
  static final String CLIENT_ASSERTION_WITH_TYPE = "client assertion with a type";
  static final String PROOF = "DPoP proof";
  static final String ASSERTION = "assertion of a trusted issuer";
  static final String LOGIN_HINT = "login hint token";
  static final String SIGNED_REQUEST = "signed backchannel request";
  static final String INTROSPECTION = "introspection response";
  static final String BINDING = "binding of a denial";

  static final String ID_JAG = "identity assertion grant that was issued here";
  static final String TXN_TOKEN = "transaction token";
  static final String SECURITY_EVENT = "security event token";
  static final String WORKLOAD = "token of a workload";
  static final String SVID = "JWT-SVID of a workload";

  private static final String TYPES = "urn:ietf:params:oauth:token-type:";
  private static final JwtSigner KEY = JwtSigner.es256("k1");
  private static final long LIFETIME = 60;
  private static final String ISSUER = "https://idp.example.com";
  private static final String ISSUERS = "/admin/oauth/trusted-issuers";
  private static final String PLATFORM = "https://jobs.example.com";
  private static final JwtSigner SPIFFE_KEY = JwtSigner.es256("svid");
  private static final String SPIFFE_ID = "spiffe://kinds.example/job-7";

  private final App app;
  private final JsonNode tokens;
  private final Person ada;
  private final Map<String, Supplier<String>> all = new LinkedHashMap<>();

  JwtKinds(Server server, Site site, Tenant tenant) throws InterruptedException {
    app =
        App.register(
            tenant,
            Map.of(
                "tokenEndpointAuthMethods",
                List.of("client_secret_basic", "private_key_jwt"),
                "grantTypes",
                List.of(
                    "authorization_code",
                    "refresh_token",
                    "client_credentials",
                    App.DEVICE_CODE,
                    LaterGrants.JWT_BEARER,
                    LaterGrants.TOKEN_EXCHANGE,
                    LaterGrants.CIBA),
                "metadata",
                Map.of(
                    "jwks", Map.of("keys", List.of(KEY.jwk())),
                    "token_exchange_sources", List.of("*"),
                    "userinfo_signed_response_alg", "RS256",
                    "backchannel_logout_uri", site.address("/kinds"),
                    "post_logout_redirect_uris", List.of(App.REDIRECT_URI))));
    ada = Person.create(server, tenant);
    tokens = ada.tokens(app);
    String response = ada.allow(app, Map.of("response_mode", "jwt")).get("response");
    String userinfo =
        tenant
            .admin()
            .with("Authorization", "Bearer " + accessToken())
            .get("/oauth/userinfo")
            .expect(200)
            .text();
    String logoutToken = logoutToken(Person.create(server, tenant), site);
    all.put(ACCESS_TOKEN, this::accessToken);
    all.put(ID_TOKEN, () -> tokens.path("id_token").asText());
    all.put(LOGOUT_TOKEN, () -> logoutToken);
    all.put(USERINFO, () -> userinfo);
    all.put(AUTHORIZATION_RESPONSE, () -> response);
    all.put(REQUEST_OBJECT, () -> requestObject("oauth-authz-req+jwt"));
    all.put(REQUEST_OBJECT_WITHOUT_TYPE, () -> requestObject("JWT"));
    all.put(CLIENT_ASSERTION, () -> clientAssertion("JWT"));
    all.put(CLIENT_ASSERTION_WITH_TYPE, () -> clientAssertion("client-authentication+jwt"));
    all.put(PROOF, this::proof);
    trust();
    all.put(ASSERTION, this::assertion);
    all.put(LOGIN_HINT, this::loginHint);
    all.put(SIGNED_REQUEST, this::signedRequest);
    all.put(INTROSPECTION, this::introspection);
    tenant
        .admin()
        .patch("/admin/settings/id-jag", Map.of("audiences", List.of("https://other.example.com")))
        .expect(200);
    tenant
        .admin()
        .patch("/admin/settings/txn-tokens", Map.of("trust_domain", "trust.example.com"))
        .expect(200);
    tenant.admin().patch("/admin/settings/access-requests", Map.of("enabled", true)).expect(200);
    all.put(BINDING, this::binding);
    all.put(ID_JAG, () -> exchanged("id-jag", "id_token", "https://other.example.com"));
    all.put(TXN_TOKEN, () -> exchanged("txn_token", "access_token", "trust.example.com"));
    String event = securityEvent(server);
    all.put(SECURITY_EVENT, () -> event);
    showBundle(site);
    all.put(WORKLOAD, () -> ofWorkload(KEY, Map.of("iss", PLATFORM, "sub", "job-7")));
    all.put(SVID, () -> ofWorkload(SPIFFE_KEY, Map.of("sub", SPIFFE_ID)));
  }

  /** Shows a JWT as an attestation of the workload. */
  Api.Answer attest(String jwt) {
    return agent().attest(jwt);
  }

  /** Shows a JWT as what the workload's platform gave it. */
  Api.Answer exchange(String jwt) {
    return agent().exchange("oidc", jwt, Map.of());
  }

  /** Shows a JWT as the workload's client assertion. */
  Api.Answer asSvid(String jwt) {
    return agent().assertion(jwt);
  }

  /** A new one each time: failures lock what they are of. */
  private Workload agent() {
    Workload agent = Workload.register(app.tenant(), Map.of());
    agent.trust(
        "oidc",
        Map.of(
            "issuer", PLATFORM,
            "subjects", List.of("job-7"),
            "jwks", Map.of("keys", List.of(KEY.jwk()))));
    agent.trust("spiffe", Map.of("spiffeIds", List.of(SPIFFE_ID)));
    return agent;
  }

  private static void showBundle(Site site) {
    Map<String, Object> key = new HashMap<>(SPIFFE_KEY.jwk());
    key.put("use", "jwt-svid");
    site.show("/spiffe/kinds.json", Platform.json(Map.of("keys", List.of(key))));
  }

  private String ofWorkload(JwtSigner key, Map<String, Object> whose) {
    Map<String, Object> claims = new HashMap<>(common());
    claims.remove("iss");
    claims.putAll(whose);
    return key.sign(claims);
  }

  private String exchanged(String type, String subjectType, String audience) {
    return app.token(
            Map.of(
                "grant_type",
                LaterGrants.TOKEN_EXCHANGE,
                "requested_token_type",
                TYPES + type,
                "subject_token",
                all.get(subjectType.equals("id_token") ? ID_TOKEN : ACCESS_TOKEN).get(),
                "subject_token_type",
                TYPES + subjectType,
                "audience",
                audience,
                "scope",
                "openid"))
        .expect(200)
        .body()
        .path("access_token")
        .asText();
  }

  private String securityEvent(Server server) {
    EventStreams streams = EventStreams.of(app.tenant());
    String stream = streams.polled();
    Person grace = Person.create(server, app.tenant());
    app.tenant().admin().post("/admin/users/" + grace.id() + "/block", Map.of()).expect(200);
    JsonNode told = streams.api().post("/ssf/poll/" + stream, Map.of()).expect(200).body();
    return EventStreams.stream(told).findFirst().orElseThrow();
  }

  /** What nobody may do, and everybody may ask for. */
  Map<String, Object> denied() {
    return Map.of(
        "subject", Map.of("type", "user", "id", ada.id()),
        "action", Map.of("name", "read"),
        "resource", Map.of("type", "binding", "id", "1"));
  }

  private String binding() {
    return app.tenant()
        .admin()
        .post("/access/v1/evaluation", denied())
        .expect(200)
        .body()
        .path("context")
        .path("access_request")
        .path("binding_token")
        .asText();
  }

  /** By name; each call makes one that was not used where it may be used once. */
  Map<String, Supplier<String>> all() {
    return all;
  }

  /** The client that they are of. */
  App app() {
    return app;
  }

  private void trust() {
    Api admin = app.tenant().admin();
    String issuer =
        admin
            .post(
                ISSUERS,
                Map.of(
                    "issuer", ISSUER,
                    "jwks", Map.of("keys", List.of(KEY.jwk())),
                    "clients", List.of(app.id()),
                    "scopes", List.of("openid"),
                    "maxLifetime", 2 * LIFETIME))
            .expect(201)
            .data()
            .path("id")
            .asText();
    admin
        .post(
            ISSUERS + "/" + issuer + "/subjects",
            Map.of("subject", "employee-7", "userId", ada.id()))
        .expect(201);
  }

  private String assertion() {
    Map<String, Object> claims = new HashMap<>(common());
    claims.put("iss", ISSUER);
    claims.put("sub", "employee-7");
    return KEY.sign(claims);
  }

  private String loginHint() {
    Map<String, Object> claims = new HashMap<>(common());
    claims.put("sub_id", Map.of("format", "email", "email", ada.email()));
    return KEY.sign(Map.of("kid", "k1", "typ", "login-hint+jwt"), claims);
  }

  private String signedRequest() {
    Map<String, Object> claims = new HashMap<>(common());
    claims.put("nbf", Instant.now().getEpochSecond());
    claims.put("scope", "openid");
    claims.put("login_hint", ada.email());
    return KEY.sign(claims);
  }

  private String introspection() {
    return app.api()
        .and("Accept", "application/token-introspection+jwt")
        .form("/oauth/introspect", "token=" + accessToken())
        .expect(200)
        .text();
  }

  private String accessToken() {
    return tokens.path("access_token").asText();
  }

  private String logoutToken(Person grace, Site site) throws InterruptedException {
    grace.tokens(app); // only who got tokens hears of it
    app.tenant().admin().delete("/admin/users/" + grace.id() + "/sessions").expect(200);
    return Query.in("https://site.example/?" + site.posted("/kinds")).get("logout_token");
  }

  private String requestObject(String type) {
    Map<String, Object> claims = new HashMap<>(app.request(Map.of("prompt", "none")));
    claims.putAll(common());
    return KEY.sign(Map.of("kid", "k1", "typ", type), claims);
  }

  private String clientAssertion(String type) {
    Map<String, Object> claims = new HashMap<>(common());
    claims.put("sub", app.id());
    return KEY.sign(Map.of("kid", "k1", "typ", type), claims);
  }

  /** What both have, so that nothing but their kind tells them apart. */
  private Map<String, Object> common() {
    long now = Instant.now().getEpochSecond();
    return Map.of(
        "iss", app.id(),
        "aud", app.tenant().admin().base(),
        "iat", now,
        "exp", now + LIFETIME,
        "jti", UUID.randomUUID().toString());
  }

  private String proof() {
    return KEY.sign(
        Map.of("typ", "dpop+jwt", "jwk", KEY.material()),
        Map.of(
            "htm",
            "POST",
            "htu",
            app.tenant().admin().base() + "/oauth/token",
            "iat",
            Instant.now().getEpochSecond(),
            "jti",
            UUID.randomUUID().toString()));
  }
}
