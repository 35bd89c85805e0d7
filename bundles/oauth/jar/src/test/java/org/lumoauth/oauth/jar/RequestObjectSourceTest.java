/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.jar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.keys.foreign.DefaultForeignJwtVerifier;
import org.lumoauth.platform.keys.signing.JcaProviderSelector;
import org.lumoauth.testkit.builder.ClientBuilder;
import org.lumoauth.testkit.builder.TestJwtSigner;

class RequestObjectSourceTest {

  private static final TenantContext ACME = aTenant().build();
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final TestJwtSigner KEY = TestJwtSigner.es256("k1");
  private static final TestJwtSigner OTHER = TestJwtSigner.es256("k1");
  private static final String ADDRESS = "https://client.example/request.jwt";

  private final List<URI> asked = new ArrayList<>();
  private Optional<OutboundResponse> answer = Optional.empty();
  private final RequestObjectSource source =
      new RequestObjectSource(
          new DefaultForeignJwtVerifier(JcaProviderSelector.fastest(), InstantSource.fixed(NOW)),
          (tenant, client, kid) -> List.of(KEY.jwk()),
          new SingleTenantEncryptionKeyService(),
          this::send,
          InstantSource.fixed(NOW));

  @Test
  void readsParametersFromRequestObject() {
    var claims = claims();
    claims.put("max_age", 60);
    claims.put("claims", Map.of("id_token", Map.of()));
    claims.put("resource", List.of("https://a.example", "https://b.example"));

    var read = read(app(), KEY.sign(claims));

    assertEquals(List.of("openid"), read.get("scope"));
    assertEquals(List.of("60"), read.get("max_age"));
    assertEquals(List.of("{\"id_token\":{}}"), read.get("claims"));
    assertEquals(List.of("https://a.example", "https://b.example"), read.get("resource"));
    assertFalse(read.containsKey("iss"));
    assertFalse(read.containsKey("exp"));
  }

  @Test
  void ignoresParametersOutsideTheRequestObject() {
    var parameters =
        Map.of(
            "client_id", List.of("app"),
            "request", List.of(KEY.sign(claims())),
            "scope", List.of("admin"),
            "redirect_uri", List.of("https://evil.example"),
            "state", List.of("x"));

    var read = source.resolveParameters(ACME, app().build(), parameters).orElseThrow();

    assertEquals(List.of("openid"), read.get("scope"));
    assertFalse(read.containsKey("redirect_uri"));
    assertFalse(read.containsKey("state"));
  }

  @Test
  void rejectsDpopJktDifferentFromRequestObject() {
    var parameters =
        Map.of(
            "request", List.of(KEY.sign(claims("dpop_jkt", "one"))),
            "dpop_jkt", List.of("other"));

    var refusal =
        assertThrows(
            OAuthException.class, () -> source.resolveParameters(ACME, app().build(), parameters));

    assertEquals(
        "The dpop_jkt parameter does not match dpop_jkt in the request object.",
        refusal.getMessage());
  }

  @Test
  void preservesDpopJktOfPushedRequest() {
    var parameters = Map.of("request", List.of(KEY.sign(claims())), "dpop_jkt", List.of("thumb"));

    var read = source.resolveParameters(ACME, app().build(), parameters).orElseThrow();

    assertEquals(List.of("thumb"), read.get("dpop_jkt"));
  }

  @Test
  void ignoresRequestWithoutRequestObject() {
    assertEquals(Optional.empty(), source.resolveParameters(ACME, app().build(), Map.of()));
  }

  @Test
  void ignoresPushedRequest() {
    var parameters = Map.of("request_uri", List.of("urn:ietf:params:oauth:request_uri:x"));

    assertEquals(Optional.empty(), source.resolveParameters(ACME, strict().build(), parameters));
  }

  @Test
  void refusesAnUnsignedObject() {
    assertRefused("the algorithm is not allowed", TestJwtSigner.unsigned(claims()));
  }

  @Test
  void acceptsUnsignedObjectOnlyIfClientRegisteredNone() {
    var unsigned = app().with("request_object_signing_alg", "none");

    assertEquals(List.of("openid"), read(unsigned, TestJwtSigner.unsigned(claims())).get("scope"));
    assertEquals("invalid_request_object", refusal(unsigned, KEY.sign(claims())).code());
  }

  @Test
  void validatesClaimsOfUnsignedObject() {
    var unsigned = app().with("request_object_signing_alg", "none");
    long now = NOW.getEpochSecond();

    for (var wrong :
        List.of(
            claims("exp", now - 11),
            claims("exp", "tomorrow"),
            claims("nbf", now + 60),
            claims("iat", now + 60),
            claims("iss", "other"),
            claims("aud", "https://other.example"),
            claims("aud", List.of("https://other.example")))) {
      assertEquals(
          "invalid_request_object",
          refusal(unsigned, TestJwtSigner.unsigned(wrong)).code(),
          wrong.toString());
    }
    assertEquals(
        List.of("openid"),
        read(unsigned, TestJwtSigner.unsigned(claims("exp", now + 60))).get("scope"));
  }

  @Test
  void rejectsHeaderThatIsNotJsonObject() {
    var unsigned = app().with("request_object_signing_alg", "none");
    for (String json : List.of("null", "[]", "1", "\"x\"", "{")) {
      var header =
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(json.getBytes(StandardCharsets.UTF_8));
      assertEquals("invalid_request_object", refusal(unsigned, header + ".e30.").code(), json);
      assertEquals("invalid_request_object", refusal(app(), header + ".e30.AA").code(), json);
      assertEquals("invalid_request_object", refusal(app(), header + ".a.b.c.d").code(), json);
    }
  }

  @Test
  void rejectsUnsignedObjectOfSigningClient() {
    var both = strict().with("request_object_signing_alg", "none");

    assertEquals("invalid_request_object", refusal(both, TestJwtSigner.unsigned(claims())).code());
  }

  @Test
  void rejectsUnregisteredAlgorithm() {
    var refusal = refusal(app().with("request_object_signing_alg", "PS256"), KEY.sign(claims()));

    assertTrue(refusal.getMessage().contains("the algorithm is not allowed"));
  }

  @Test
  void rejectsObjectSignedByAnotherKey() {
    assertRefused("the signature does not match", OTHER.sign(claims()));
  }

  @Test
  void refusesAnObjectOfAnotherClient() {
    assertRefused(
        "the client_id claim must be the client ID", KEY.sign(claims("client_id", "other")));
    assertRefused("iss must be the client ID", KEY.sign(claims("iss", "other")));
  }

  @Test
  void rejectsDifferentClientIdParameter() {
    var parameters = Map.of("client_id", List.of("other"), "request", List.of(KEY.sign(claims())));

    assertThrows(
        OAuthException.class, () -> source.resolveParameters(ACME, app().build(), parameters));
  }

  @Test
  void refusesAnObjectForAnotherServer() {
    assertRefused(
        "aud must contain the issuer of this server",
        KEY.sign(claims("aud", "https://evil.example")));
  }

  @Test
  void refusesAnExpiredObject() {
    assertRefused("the token has expired", KEY.sign(claims("exp", NOW.getEpochSecond() - 10)));
  }

  @Test
  void refusesAClientAssertionInPlaceOfAnObject() {
    assertRefused("sub must not be the client ID", KEY.sign(claims("sub", "app")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dpop+jwt", "at+jwt", "client-authentication+jwt"})
  void refusesAnotherKindOfJwt(String type) {
    assertRefused(
        "typ is not the expected type", KEY.sign(Map.of("kid", "k1", "typ", type), claims()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"request", "request_uri"})
  void rejectsNestedRequestObject(String member) {
    assertRefused("it must not contain request or request_uri", KEY.sign(claims(member, "x")));
  }

  @Test
  void ignoresKeyUrlsInHeader() {
    assertRefused(
        "the signature does not match",
        OTHER.sign(Map.of("kid", "k1", "jku", "https://evil.example/keys"), claims()));
    assertEquals(List.of(), asked);
  }

  @Test
  void requiresRequestObjectFromSigningClient() {
    var refusal =
        assertThrows(
            OAuthException.class,
            () ->
                source.resolveParameters(
                    ACME, strict().build(), Map.of("client_id", List.of("app"))));

    assertEquals("The client must send a signed request object.", refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "aud", "exp", "client_id"})
  void requiresClaimsInObjectOfSigningClient(String name) {
    var claims = claims();
    claims.remove(name);

    assertEquals("invalid_request_object", refusal(strict(), KEY.sign(claims)).code());
  }

  @Test
  void fetchesAnObjectFromARegisteredAddress() {
    answer = Optional.of(found(200, KEY.sign(claims())));

    assertEquals(
        List.of("openid"),
        source
            .resolveParameters(ACME, registered(ADDRESS), reference(ADDRESS))
            .orElseThrow()
            .get("scope"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://client.example/request.jwt?x=1",
        "https://client.example/request.jwt#x",
        "https://client.example/other",
        "https://169.254.169.254/latest/meta-data",
        "http://127.0.0.1:8080/",
        "file:///etc/passwd",
        "not an address"
      })
  void doesNotFetchUnregisteredRequestUri(String address) {
    var refusal =
        assertThrows(
            OAuthException.class,
            () -> source.resolveParameters(ACME, registered(ADDRESS), reference(address)));

    assertEquals("invalid_request_uri", refusal.code());
    assertEquals("The request_uri must be one of the client's request_uris.", refusal.getMessage());
    assertEquals(List.of(), asked);
  }

  @Test
  void doesNotFetchRequestUriWithoutTls() {
    String plain = "http://client.example/request.jwt";

    assertThrows(
        OAuthException.class,
        () -> source.resolveParameters(ACME, registered(plain), reference(plain)));
    assertEquals(List.of(), asked);
  }

  @Test
  void rejectsUnreachableRequestUri() {
    assertEquals("invalid_request_uri", fetchRefusal().code());
    answer = Optional.of(found(302, ""));
    assertEquals("invalid_request_uri", fetchRefusal().code());
  }

  @Test
  void rejectsRequestTogetherWithRequestUri() {
    var parameters =
        Map.of("request", List.of(KEY.sign(claims())), "request_uri", List.of(ADDRESS));

    assertEquals(
        "invalid_request",
        assertThrows(
                OAuthException.class,
                () -> source.resolveParameters(ACME, registered(ADDRESS), parameters))
            .code());
  }

  private OAuthException fetchRefusal() {
    return assertThrows(
        OAuthException.class,
        () -> source.resolveParameters(ACME, registered(ADDRESS), reference(ADDRESS)));
  }

  private OutboundResponse send(OutboundRequest request) throws OutboundException {
    asked.add(request.uri());
    return answer.orElseThrow(() -> new OutboundException("refused", true));
  }

  private static OutboundResponse found(int status, String body) {
    return new OutboundResponse(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  private Map<String, List<String>> read(ClientBuilder client, String jwt) {
    return source
        .resolveParameters(ACME, client.build(), Map.of("request", List.of(jwt)))
        .orElseThrow();
  }

  private void assertRefused(String reason, String jwt) {
    OAuthException refusal = refusal(app(), jwt);
    assertEquals("invalid_request_object", refusal.code());
    assertEquals("The request object is invalid: " + reason + ".", refusal.getMessage());
  }

  private OAuthException refusal(ClientBuilder client, String jwt) {
    return assertThrows(OAuthException.class, () -> read(client, jwt));
  }

  private static ClientBuilder app() {
    return aClient().withId("app");
  }

  private static ClientBuilder strict() {
    return app().with("require_signed_request_object", true);
  }

  private static Client registered(String address) {
    return app().with("request_uris", List.of(address)).build();
  }

  private static Map<String, List<String>> reference(String uri) {
    return Map.of("client_id", List.of("app"), "request_uri", List.of(uri));
  }

  private static Map<String, Object> claims() {
    var claims = new HashMap<String, Object>();
    claims.put("iss", "app");
    claims.put("aud", ACME.issuer());
    claims.put("exp", NOW.getEpochSecond() + 60);
    claims.put("client_id", "app");
    claims.put("scope", "openid");
    return claims;
  }

  private static Map<String, Object> claims(String name, Object value) {
    var claims = claims();
    claims.put(name, value);
    return claims;
  }
}
