/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.token;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.lumoauth.itests.http.fixture.AssertionGrantSteps;
import org.lumoauth.itests.http.fixture.ClientJwtSamples;
import org.lumoauth.itests.http.fixture.EventStreamClient;
import org.lumoauth.itests.http.fixture.StubWorkloadPlatform;
import org.lumoauth.itests.http.fixture.WorkloadAgent;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.FormParameters;
import org.lumoauth.itests.http.support.NodeScriptRunner;
import org.lumoauth.itests.http.support.StubSite;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.itests.http.support.UnverifiedJwt;
import org.lumoauth.testkit.builder.TestJwtSigner;

/**
 * Every kind of JWT that goes to or comes from the server, each a real one that holds where it
 * belongs. A module that brings another kind adds it to {@link #all}.
 */
final class JwtKindSamples {
  static final String ACCESS_TOKEN = "access token";
  static final String ID_TOKEN = "ID token";
  static final String LOGOUT_TOKEN = "logout token";
  static final String USERINFO = "userinfo response";
  static final String AUTHORIZATION_RESPONSE = "authorization response";
  static final String RESOURCE_PROOF = "DPoP proof for a resource";
  static final String ASSERTION = "assertion of a trusted issuer";
  static final String ASSERTION_WITH_TYPE = "assertion of a trusted issuer with a type";
  static final String INTROSPECTION = "introspection response";
  static final String BINDING = "binding of a denial";

  static final String ID_JAG = "identity assertion grant that was issued here";
  static final String TXN_TOKEN = "transaction token";
  static final String SECURITY_EVENT = "security event token";
  static final String WORKLOAD = "token of a workload";
  static final String SVID = "JWT-SVID of a workload";
  static final String UPSTREAM_ID_TOKEN = "ID token of an upstream provider";
  static final String UPSTREAM_ASSERTION = "client assertion for an upstream provider";

  private static final String TYPES = "urn:ietf:params:oauth:token-type:";
  private static final TestJwtSigner KEY = TestJwtSigner.es256("k1");
  private static final long LIFETIME = 60;
  private static final String ISSUER = "https://idp.example.com";
  private static final String ISSUERS = "/admin/oauth/trusted-issuers";
  private static final String PLATFORM = "https://jobs.example.com";
  private static final TestJwtSigner SPIFFE_KEY = TestJwtSigner.es256("svid");
  private static final String SPIFFE_ID = "spiffe://kinds.example/job-7";

  private final TestApplication app;
  private final TestApplication signing;
  private final JsonNode tokens;
  private final String boundToken;
  private final TestPerson ada;
  private final ClientJwtSamples own;
  private final StubUpstreamProvider upstream;
  private final AAuthTokenLocations agents;
  private final Map<String, Supplier<String>> all = new LinkedHashMap<>();

  JwtKindSamples(TestServer server, StubSite site, TestTenant tenant) throws Exception {
    app =
        register(
            tenant,
            Map.of(
                "userinfo_signed_response_alg", "RS256",
                "backchannel_logout_uri", site.address("/kinds"),
                "post_logout_redirect_uris", List.of(TestApplication.REDIRECT_URI)));
    signing = register(tenant, Map.of("backchannel_authentication_request_signing_alg", "ES256"));
    ada = TestPerson.create(server, tenant);
    own = new ClientJwtSamples(app, ada, KEY);
    upstream = new StubUpstreamProvider(server, site, tenant, KEY);
    tokens = ada.tokens(app);
    boundToken = boundToken();
    String response = ada.allow(app, Map.of("response_mode", "jwt")).get("response");
    String userinfo =
        tenant
            .admin()
            .with("Authorization", "Bearer " + accessToken())
            .get("/oauth/userinfo")
            .expect(200)
            .text();
    String logoutToken = logoutToken(TestPerson.create(server, tenant), site);
    all.put(ACCESS_TOKEN, this::accessToken);
    all.put(ID_TOKEN, () -> tokens.path("id_token").asText());
    all.put(LOGOUT_TOKEN, () -> logoutToken);
    all.put(USERINFO, () -> userinfo);
    all.put(AUTHORIZATION_RESPONSE, () -> response);
    all.putAll(own.all());
    all.put(
        RESOURCE_PROOF,
        () -> own.proof("GET", "/me", Map.of("ath", TestJwtSigner.hash(boundToken))));
    trust();
    all.put(ASSERTION, () -> assertion("JWT"));
    all.put(ASSERTION_WITH_TYPE, () -> assertion("authorization-grant+jwt"));
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
    String provenUpstream = upstream.clientAssertion();
    all.put(UPSTREAM_ASSERTION, () -> provenUpstream);
    all.putAll(
        EncryptedJwtSamples.all(tenant, ada, own.all().get(ClientJwtSamples.REQUEST_OBJECT)));
    agents = tried(site);
    agents.kinds().forEach((name, jwt) -> all.put(name, () -> jwt));
    all.put(UPSTREAM_ID_TOKEN, upstream::idToken);
  }

  private static TestApplication register(TestTenant tenant, Map<String, Object> more) {
    Map<String, Object> metadata = new HashMap<>(more);
    metadata.put("jwks", Map.of("keys", List.of(KEY.jwk())));
    metadata.put("token_exchange_sources", List.of("*"));
    return TestApplication.register(
        tenant,
        Map.of(
            "tokenEndpointAuthMethods",
            List.of("client_secret_basic", "private_key_jwt"),
            "grantTypes",
            List.of(
                "authorization_code",
                "refresh_token",
                "client_credentials",
                TestApplication.DEVICE_CODE,
                AssertionGrantSteps.JWT_BEARER,
                AssertionGrantSteps.TOKEN_EXCHANGE,
                AssertionGrantSteps.CIBA),
            "metadata",
            metadata));
  }

  /** An access token of the person that is bound to the client's key. */
  private String boundToken() {
    Map<String, String> form =
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            ada.code(app),
            "redirect_uri",
            TestApplication.REDIRECT_URI,
            "code_verifier",
            TestApplication.VERIFIER);
    return app.api()
        .and("DPoP", own.proof("POST", "/oauth/token", Map.of()))
        .form("/oauth/token", FormParameters.of(form))
        .expect(200)
        .body()
        .path("access_token")
        .asText();
  }

  /** Without Node.js there is nobody to show them there, and they have no kinds of their own. */
  private AAuthTokenLocations tried(StubSite site) throws IOException {
    if (NodeScriptRunner.find("node").isEmpty()
        && !"required".equals(System.getenv("LUMOAUTH_TEST_BROWSER"))) {
      return new AAuthTokenLocations(Map.of(), Map.of());
    }
    Map<String, String> others = new LinkedHashMap<>();
    all.forEach((name, jwt) -> others.put(name, jwt.get()));
    return AAuthTokenLocations.tried(site, app.tenant(), ada, others);
  }

  /** What AAuth made of all kinds. */
  AAuthTokenLocations agents() {
    return agents;
  }

  /** The provider by which people of the tenant sign in. */
  StubUpstreamProvider upstream() {
    return upstream;
  }

  /** Shows a JWT as the proof of a bound token at a resource. */
  ApiClient.Answer proven(String jwt) {
    return app.tenant()
        .admin()
        .with("Authorization", "DPoP " + boundToken)
        .and("DPoP", jwt)
        .get("/me");
  }

  /** The client, if a JWT names it, else another one: too many failures lock whose they are. */
  TestApplication clientOf(String jwt) {
    String[] parts = jwt.split("\\.");
    boolean names = parts.length == 3 && UnverifiedJwt.claims(jwt).toString().contains(app.id());
    return names ? app : register(app.tenant(), Map.of());
  }

  /** A client whose backchannel requests are signed. */
  TestApplication signing() {
    return signing;
  }

  /** What that client signs in place of the other. */
  Map<String, Supplier<String>> ofTheSigning() {
    return new ClientJwtSamples(signing, ada, KEY).all();
  }

  /** Shows a JWT as an attestation of the workload. */
  ApiClient.Answer attest(String jwt) {
    return agent().attest(jwt);
  }

  /** Shows a JWT as what the workload's platform gave it. */
  ApiClient.Answer exchange(String jwt) {
    return agent().exchange("oidc", jwt, Map.of());
  }

  /** Shows a JWT as the workload's client assertion. */
  ApiClient.Answer asSvid(String jwt) {
    return agent().assertion(jwt);
  }

  /** A new one each time: failures lock what they are of. */
  private WorkloadAgent agent() {
    WorkloadAgent agent = WorkloadAgent.register(app.tenant(), Map.of());
    agent.trust(
        "oidc",
        Map.of(
            "issuer", PLATFORM,
            "subjects", List.of("job-7"),
            "jwks", Map.of("keys", List.of(KEY.jwk()))));
    agent.trust("spiffe", Map.of("spiffeIds", List.of(SPIFFE_ID)));
    return agent;
  }

  private static void showBundle(StubSite site) {
    Map<String, Object> key = new HashMap<>(SPIFFE_KEY.jwk());
    key.put("use", "jwt-svid");
    site.show("/spiffe/kinds.json", StubWorkloadPlatform.json(Map.of("keys", List.of(key))));
  }

  private String ofWorkload(TestJwtSigner key, Map<String, Object> whose) {
    Map<String, Object> claims = own.common();
    claims.remove("iss");
    claims.putAll(whose);
    return key.sign(claims);
  }

  private String exchanged(String type, String subjectType, String audience) {
    return app.token(
            Map.of(
                "grant_type",
                AssertionGrantSteps.TOKEN_EXCHANGE,
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

  private String securityEvent(TestServer server) {
    EventStreamClient streams = EventStreamClient.of(app.tenant());
    String stream = streams.createPollStream();
    TestPerson grace = TestPerson.create(server, app.tenant());
    app.tenant().admin().post("/admin/users/" + grace.id() + "/block", Map.of()).expect(200);
    JsonNode told = streams.api().post("/ssf/poll/" + stream, Map.of()).expect(200).body();
    return EventStreamClient.stream(told).findFirst().orElseThrow();
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
  TestApplication app() {
    return app;
  }

  private void trust() {
    ApiClient admin = app.tenant().admin();
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

  private String assertion(String type) {
    Map<String, Object> claims = own.common();
    claims.put("iss", ISSUER);
    claims.put("sub", "employee-7");
    return KEY.sign(Map.of("kid", KEY.kid(), "typ", type), claims);
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

  private String logoutToken(TestPerson grace, StubSite site) throws InterruptedException {
    grace.tokens(app); // only who got tokens hears of it
    app.tenant().admin().delete("/admin/users/" + grace.id() + "/sessions").expect(200);
    return FormParameters.in("https://site.example/?" + site.posted("/kinds")).get("logout_token");
  }
}
