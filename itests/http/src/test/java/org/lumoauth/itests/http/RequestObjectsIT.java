package org.lumoauth.itests.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.testkit.builder.JwtSigner;

/** Authorization requests as objects (OpenID Connect Core section 6, RFC 9101). */
@ExtendWith(Shared.class)
class RequestObjectsIT {
  private static final JwtSigner KEY = JwtSigner.es256("k1");

  private static Server server;
  private static Site site;
  private static Tenant tenant;
  private static App signing;
  private static App plain;

  private Person ada;

  @BeforeAll
  static void start(Server shared, Site sharedSite) throws IOException {
    server = shared;
    site = sharedSite;
    tenant = Tenant.create(server);
    signing =
        App.withMetadata(
            tenant,
            Map.of(
                "jwks", Map.of("keys", List.of(KEY.jwk())),
                "request_uris", List.of(site.address("/object.jwt"))));
    plain = App.withMetadata(tenant, Map.of("request_object_signing_alg", "none"));
  }

  @BeforeEach
  void somebodyNew() {
    ada = Person.create(server, tenant).signIn();
  }

  @Test
  void readsASignedObjectByValue() {
    String object = KEY.sign(claims(signing, "by-value"));

    assertEquals("by-value", answer(signing, Map.of("request", object)).get("state"));
  }

  @Test
  void readsASignedObjectByReference() {
    String address = site.show("/object.jwt", KEY.sign(claims(signing, "by-reference")));

    assertEquals("by-reference", answer(signing, Map.of("request_uri", address)).get("state"));
  }

  @Test
  void fetchesNothingThatIsNotRegistered() {
    String address = site.show("/other.jwt", KEY.sign(claims(signing, "by-reference")));

    assertEquals("invalid_request_uri", refusal(signing, Map.of("request_uri", address)));
  }

  @Test
  void readsAnUnsignedObjectOfAClientThatRegisteredNone() {
    String object = JwtSigner.unsigned(claims(plain, "unsigned"));

    assertEquals("unsigned", answer(plain, Map.of("request", object)).get("state"));
  }

  @Test
  void readsAnUnsignedObjectOfNoOtherClient() {
    String object = JwtSigner.unsigned(claims(signing, "unsigned"));

    assertEquals("invalid_request_object", refusal(signing, Map.of("request", object)));
  }

  @Test
  void readsAnObjectThatWasPushed() {
    String object = KEY.sign(claims(signing, "pushed"));
    String reference =
        signing
            .api()
            .form("/oauth/par", Query.of(Map.of("request", object)))
            .expect(201)
            .body()
            .path("request_uri")
            .asText();

    assertEquals("pushed", answer(signing, Map.of("request_uri", reference)).get("state"));
  }

  private Map<String, String> answer(App app, Map<String, String> more) {
    ada.open(app.authorize(Query.with(Map.of("client_id", app.id()), more)));
    Map<String, String> answer = ada.goOn();
    assertTrue(answer.containsKey("code"), answer.toString());
    return answer;
  }

  /** With no object that holds there is no redirect URI to be trusted: a page. */
  private String refusal(App app, Map<String, String> more) {
    ada.open(app.authorize(Query.with(app.request(Map.of()), more)));
    return Query.in(ada.browser().location())
        .getOrDefault("error", "page: " + ada.browser().text());
  }

  private static Map<String, Object> claims(App app, String state) {
    Map<String, Object> claims = new HashMap<>(app.request(Map.of("state", state)));
    claims.put("iss", app.id());
    claims.put("aud", tenant.admin().base());
    return claims;
  }
}
