package org.lumoauth.itests.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lumoauth.itests.http.GrantTrial.Scene;
import org.lumoauth.testkit.builder.TestJwtSigner;

/** How grants are tried that take more than a code: somebody's word, a token, another device. */
final class LaterGrants {
  static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  static final String TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
  static final String CIBA = "urn:openid:params:grant-type:ciba";

  static final String TYPES = "urn:ietf:params:oauth:token-type:";

  private static final String ACCESS_TOKEN = TYPES + "access_token";
  private static final String ISSUER = Staff.ISSUER;
  private static final String ISSUERS = "/admin/oauth/trusted-issuers";
  private static final TestJwtSigner KEY = TestJwtSigner.es256("k1");
  private static final Pattern REQUEST = Pattern.compile("/t/[a-z0-9-]+/ciba/apr_[0-9A-Z]+");
  private static final long LIFETIME = 300;

  /** What a client that is told of answers gives with its request. */
  static final Map<String, String> NOTIFICATION =
      Map.of("client_notification_token", "8d67dc78-7faa-4d41-aabd-67707b374255");

  private LaterGrants() {}

  /** An issuer outside says that it is the person (RFC 7523). */
  static Supplier<Api.Answer> jwtBearer(Scene scene) {
    trust(scene);
    return bring(scene, KEY.sign(ofThePerson(scene)));
  }

  /** The same in the form that other applications take from it (ID-JAG). */
  static Supplier<Api.Answer> acrossApplications(Scene scene) {
    trust(scene);
    Map<String, Object> claims = ofThePerson(scene);
    claims.put("client_id", scene.app().id());
    return bring(scene, KEY.sign(Map.of("kid", "k1", "typ", "oauth-id-jag+jwt"), claims));
  }

  private static Supplier<Api.Answer> bring(Scene scene, String assertion) {
    return () -> scene.app().token(Map.of("grant_type", JWT_BEARER, "assertion", assertion));
  }

  private static Map<String, Object> ofThePerson(Scene scene) {
    return Staff.claims(scene.tenant().admin().base());
  }

  /** A token of the person's becomes another (RFC 8693). */
  static Supplier<Api.Answer> exchange(Scene scene) {
    metadata(scene, Map.of("token_exchange_sources", List.of("*")));
    JsonNode tokens = scene.signedIn().tokens(scene.app());
    return exchange(scene, "access_token", tokens.path("access_token").asText());
  }

  /** What says who the person is becomes a token. */
  static Supplier<Api.Answer> exchangeOfIdentity(Scene scene) {
    JsonNode tokens = scene.signedIn().tokens(scene.app());
    return exchange(scene, "id_token", tokens.path("id_token").asText());
  }

  /** The word of the issuer outside becomes a token. */
  static Supplier<Api.Answer> exchangeOfAssertion(Scene scene) {
    trust(scene);
    return exchange(scene, "jwt", KEY.sign(ofThePerson(scene)));
  }

  private static Supplier<Api.Answer> exchange(Scene scene, String type, String token) {
    return () ->
        scene
            .app()
            .token(
                Map.of(
                    "grant_type", TOKEN_EXCHANGE,
                    "subject_token", token,
                    "subject_token_type", TYPES + type));
  }

  /** An agent that the person lets act for them gets a token for that; no client authenticates. */
  static Supplier<Api.Answer> acting(Scene scene) {
    Tenant.Agent agent =
        scene.tenant().agent("Courier", List.of(Delegated.ON_BEHALF, Delegated.READ), List.of());
    Person person = scene.signedIn();
    Map<String, String> asked = Map.of("scope", "openid " + Delegated.READ);
    String code = person.allow(scene.app(), asked).get("code");
    JsonNode tokens = scene.app().redeem(code).expect(200).body();
    person
        .browser()
        .open(
            "/t/"
                + scene.tenant().slug()
                + "/delegation/authorize?"
                + Query.of(Map.of("agent", agent.id(), "scope", Delegated.READ)))
        .submit("decision", "allow", "lifetime", Delegated.HOUR);
    String actor = agent.token();
    return () ->
        scene
            .app()
            .connection()
            .form(
                "/oauth/token",
                Query.of(
                    Map.of(
                        "grant_type", TOKEN_EXCHANGE,
                        "subject_token", tokens.path("access_token").asText(),
                        "subject_token_type", ACCESS_TOKEN,
                        "actor_token", actor,
                        "actor_token_type", ACCESS_TOKEN)));
  }

  /** A platform says that a job of its is an agent. */
  static Supplier<Api.Answer> workload(Scene scene) {
    Workload agent = Workload.register(scene.tenant(), Map.of());
    agent.trust(
        "oidc",
        Map.of(
            "issuer", ISSUER,
            "subjects", List.of("job-7"),
            "jwks", Map.of("keys", List.of(KEY.jwk()))));
    long now = Instant.now().getEpochSecond();
    String token =
        KEY.sign(
            Map.of(
                "iss",
                ISSUER,
                "sub",
                "job-7",
                "aud",
                scene.tenant().admin().base(),
                "iat",
                now,
                "exp",
                now + LIFETIME));
    return () -> agent.exchange("oidc", token, Map.of());
  }

  /** The person says yes on another device (OpenID Connect CIBA). */
  static Supplier<Api.Answer> onAnotherDevice(Scene scene) {
    return answered(scene, Map.of());
  }

  /** The same of a client that is told when to come for its tokens (CIBA section 10.2). */
  static Supplier<Api.Answer> pinged(Scene scene) {
    tells(scene, "ping");
    return answered(scene, NOTIFICATION);
  }

  private static Supplier<Api.Answer> answered(Scene scene, Map<String, String> more) {
    String id = ask(scene.app(), scene.person(), more).path("auth_req_id").asText();
    allow(scene.signedIn());
    return () -> scene.app().token(Map.of("grant_type", CIBA, "auth_req_id", id));
  }

  /** Has the client told of answers at a path of the site, which this returns. */
  static String tells(Scene scene, String mode) {
    String path = "/gate/" + scene.tenant().slug();
    metadata(
        scene,
        Map.of(
            "backchannel_token_delivery_mode",
            mode,
            "backchannel_client_notification_endpoint",
            scene.site().address(path)));
    return path;
  }

  private static void metadata(Scene scene, Map<String, Object> metadata) {
    scene
        .tenant()
        .admin()
        .patch("/admin/clients/" + scene.app().id(), Map.of("metadata", metadata))
        .expect(200);
  }

  /** Has the person asked on another device: what the client is told. */
  static JsonNode ask(App app, Person person, Map<String, String> more) {
    return app.ask(
            "/oauth/bc-authorize",
            Query.with(Map.of("scope", App.SCOPE, "login_hint", person.email()), more))
        .expect(200)
        .body();
  }

  /** The person, who is signed in, finds what they are asked in their list, and says yes. */
  static void allow(Person person) {
    look(person).submit("decision", "allow");
  }

  /** The page with what the person is asked. */
  static Browser look(Person person) {
    Browser browser = person.browser().open("/t/" + person.tenant().slug() + "/ciba");
    Matcher request = REQUEST.matcher(browser.text());
    if (!request.find()) {
      throw new AssertionError(browser.text());
    }
    return browser.open(request.group());
  }

  /** The path of the trusted issuer in the admin API. */
  static String issuer(Scene scene) {
    JsonNode known = scene.tenant().admin().get(ISSUERS).expect(200).data();
    return ISSUERS + "/" + known.path(0).path("id").asText();
  }

  private static void trust(Scene scene) {
    Api admin = scene.tenant().admin();
    if (!admin.get(ISSUERS).expect(200).data().isEmpty()) {
      return;
    }
    admin
        .post(
            ISSUERS,
            Map.of(
                "issuer", ISSUER,
                "jwks", Map.of("keys", List.of(KEY.jwk())),
                "clients", List.of(scene.app().id()),
                "scopes", List.of("openid"),
                "maxLifetime", 2 * LIFETIME))
        .expect(201);
    admin
        .post(
            issuer(scene) + "/subjects",
            Map.of("subject", "employee-7", "userId", scene.person().id()))
        .expect(201);
  }
}
