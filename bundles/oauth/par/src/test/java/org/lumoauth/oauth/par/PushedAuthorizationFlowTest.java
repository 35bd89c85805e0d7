/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.par;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.authorization.AuthorizationRequestValidationService.ValidatedAuthorizationRequest;
import org.lumoauth.api.oauth.client.AuthenticatedClient;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientAuthenticationService;
import org.lumoauth.api.oauth.token.TokenBindingMethod;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.guard.UnauthenticatedRefusalThrottle;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.FakeAttemptLimiter;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeShortLivedRecordStore;
import org.lumoauth.testkit.fake.user.FakeAuthenticationFailureThrottle;

class PushedAuthorizationFlowTest {

  private static final TenantContext ACME = aTenant().build();
  private static final Client APP = aClient().withId("app").build();

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private Map<String, List<String>> validated = Map.of();
  private Map<String, List<String>> inObject = Map.of("scope", List.of("inside"));
  private final FakeAuditLog audit = new FakeAuditLog();
  private final FakeAuthenticationFailureThrottle attempts =
      new FakeAuthenticationFailureThrottle();
  private final FakeProviderRegistry registry = new FakeProviderRegistry();
  private final PushedRequestStore pushed =
      new PushedRequestStore(
          new FakeShortLivedRecordStore(() -> now), new FakeSecretProtectionService(), () -> now);
  private final PushedRequestSource source = new PushedRequestSource(pushed);
  private final PushedAuthorizationRequestEndpoint endpoint =
      new PushedAuthorizationRequestEndpoint(
          new Authentication(),
          registry,
          (tenant, client, parameters) -> {
            validated = parameters;
            return parameters.containsKey("request")
                ? new ValidatedAuthorizationRequest(null, inObject, true)
                : new ValidatedAuthorizationRequest(null, parameters, false);
          },
          pushed,
          new FakeAttemptLimiter(() -> now),
          audit,
          new UnauthenticatedRefusalThrottle(attempts));

  private String method = "client_secret_post";

  private final class Authentication implements ClientAuthenticationService {
    @Override
    public Set<String> supportedMethods() {
      return Set.of("client_secret_post");
    }

    @Override
    public AuthenticatedClient authenticate(TenantContext tenant, OAuthRequest request) {
      if (!request.parameter("client_secret").equals(Optional.of("secret"))) {
        throw OAuthException.invalidClient();
      }
      return new AuthenticatedClient(APP, method);
    }
  }

  @Test
  void throttlesFailingPublicClientWithoutAudit() {
    method = "none";
    attempts.exhausted();

    var refusal = assertThrows(ApiException.class, () -> push("request_uri", "urn:x"));

    assertEquals(429, refusal.status());
    assertEquals(List.of(), audit.actions(ACME.id()));
  }

  @Test
  void doesNotCountErrorsOfAuthenticatedClient() {
    assertThrows(OAuthException.class, () -> push("request_uri", "urn:x"));

    assertEquals(List.of(), attempts.failures());
  }

  @Test
  void ignoresRetryableErrorsOfPublicClient() {
    method = "none";
    for (OAuthException again :
        List.of(
            new OAuthException(400, "use_dpop_nonce", "Come again with this nonce."),
            new OAuthException(503, "temporarily_unavailable", "Come again later."))) {
      registry.with(
          TokenBindingMethod.class,
          "dpop",
          (tenant, client, request) -> {
            throw again;
          });
      var exchange = exchange("scope", "openid").withHeader("DPoP", "proof");
      assertThrows(OAuthException.class, () -> post(exchange));
    }

    assertEquals(List.of(), attempts.failures());
    assertEquals(List.of(), audit.actions(ACME.id()));
  }

  @Test
  void limitsPushedRequestsPerPublicClient() throws Exception {
    method = "none";
    for (int i = 0; i < PushedRequestLimiter.OF_ANYBODY.attempts(); i++) {
      assertEquals(201, push("scope", "openid").status());
    }

    var refusal = assertThrows(ApiException.class, () -> push("scope", "openid"));

    assertEquals(429, refusal.status());
    assertTrue(refusal.headers().containsKey("Retry-After"));
    now = now.plusSeconds(60);
    assertEquals(201, push("scope", "openid").status());
  }

  @Test
  void doesNotLimitPushedRequestsOfAuthenticatedClient() throws Exception {
    for (int i = 0; i < PushedRequestLimiter.OF_ANYBODY.attempts(); i++) {
      push("scope", "openid");
    }

    assertEquals(201, push("scope", "openid").status());
  }

  @Test
  void rejectsOversizedRequest() {
    var refusal =
        assertThrows(
            OAuthException.class, () -> push("x", "y".repeat(PushedRequestLimiter.MAX_LENGTH)));

    assertEquals("invalid_request", refusal.code());
    assertEquals(Map.of(), validated);
  }

  @Test
  void returnsRequestUri() throws Exception {
    var exchange = push("scope", "openid");

    assertEquals(201, exchange.status());
    assertEquals(90L, exchange.answer().get("expires_in"));
    assertTrue(uri(exchange).startsWith("urn:ietf:params:oauth:request_uri:"));
    assertEquals("no-store", exchange.responseHeader("Cache-Control"));
  }

  @Test
  void resolvesPushedParametersWithoutClientSecret() throws Exception {
    var uri = uri(push("scope", "openid"));

    assertEquals(
        Optional.of(Map.of("client_id", List.of("app"), "scope", List.of("openid"))),
        source.resolveParameters(ACME, APP, reference(uri)));
    assertFalse(validated.containsKey("client_secret"));
  }

  @Test
  void failsIfDpopModuleIsUnavailable() {
    registry.withUnavailable(TokenBindingMethod.class, "dpop", "oauth-dpop");
    var exchange =
        FakeHttpExchange.form(ACME, "/oauth/par")
            .withParameter("client_secret", "secret")
            .withParameter("scope", "openid")
            .withHeader("DPoP", "x.y.z");

    var refusal = assertThrows(ApiException.class, () -> endpoint.handle(exchange));

    assertEquals("module_unavailable", refusal.code());
    assertEquals(Map.of(), validated);
  }

  @Test
  void verifiesProofWithRecoveredModule() throws Exception {
    var read = new AtomicInteger();
    TokenBindingMethod binding =
        (tenant, client, request) -> {
          read.incrementAndGet();
          return Optional.empty();
        };
    registry.withRecoveringAfterAcquire(TokenBindingMethod.class, "dpop", "oauth-dpop", binding);

    endpoint.handle(
        FakeHttpExchange.form(ACME, "/oauth/par")
            .withParameter("client_secret", "secret")
            .withParameter("scope", "openid")
            .withHeader("DPoP", "x.y.z"));

    assertEquals(1, read.get());
  }

  @Test
  void ignoresParametersOutsideThePushedRequest() throws Exception {
    var uri = uri(push("scope", "openid"));
    var parameters =
        Map.of("request_uri", List.of(uri), "scope", List.of("admin"), "state", List.of("x"));

    var brought = source.resolveParameters(ACME, APP, parameters).orElseThrow();

    assertEquals(List.of("openid"), brought.get("scope"));
    assertFalse(brought.containsKey("state"));
  }

  @Test
  void resolvesRequestUriAgainOnReload() throws Exception {
    var uri = uri(push("scope", "openid"));

    var first = source.resolveParameters(ACME, APP, reference(uri));

    assertEquals(first, source.resolveParameters(ACME, APP, reference(uri)));
  }

  @Test
  void rejectsRequestUriOfAnotherClientWithoutConsumingIt() throws Exception {
    var uri = uri(push("scope", "openid"));

    assertRefusedReference(aClient().withId("other").build(), uri);
    assertTrue(source.resolveParameters(ACME, APP, reference(uri)).isPresent());
  }

  @Test
  void rejectsRequestUriInAnotherTenant() throws Exception {
    var uri = uri(push("scope", "openid"));

    var refusal =
        assertThrows(
            OAuthException.class,
            () -> source.resolveParameters(aTenant("other").build(), APP, reference(uri)));
    assertEquals("invalid_request_uri", refusal.code());
  }

  @Test
  void rejectsExpiredRequestUri() throws Exception {
    var uri = uri(push("scope", "openid"));
    now = now.plusSeconds(90);

    assertRefusedReference(APP, uri);
  }

  @Test
  void rejectsForgedRequestUri() {
    assertRefusedReference(APP, PushedRequestStore.PREFIX + "made-up");
    assertRefusedReference(APP, PushedRequestStore.PREFIX);
    assertRefusedReference(APP, PushedRequestStore.PREFIX + "a".repeat(5000));
  }

  @Test
  void ignoresOtherRequestUris() {
    assertEquals(
        Optional.empty(),
        source.resolveParameters(ACME, APP, reference("https://client.example/r")));
    assertEquals(Optional.empty(), source.resolveParameters(ACME, APP, Map.of()));
  }

  @Test
  void rejectsRequestUriInPushedRequest() {
    assertRefusedPush("invalid_request", "request_uri", PushedRequestStore.PREFIX + "x");
  }

  @Test
  void rejectsPushForAnotherClient() {
    assertRefusedPush("invalid_request", "client_id", "other");
  }

  @Test
  void storesVerifiedParametersInsteadOfRequestObject() throws Exception {
    var uri = uri(push("request", "a.b.c"));

    assertEquals(List.of("a.b.c"), validated.get("request"));
    var brought = source.resolve(ACME, APP, reference(uri)).orElseThrow();
    assertEquals(Map.of("scope", List.of("inside")), brought.parameters());
    assertTrue(brought.verifiedObject());
  }

  @Test
  void doesNotMarkRequestWithoutObjectAsVerified() throws Exception {
    var uri = uri(push("scope", "openid"));

    assertFalse(source.resolve(ACME, APP, reference(uri)).orElseThrow().verifiedObject());
  }

  @Test
  void bindsCodeToProofKey() throws Exception {
    registry.with(TokenBindingMethod.class, "dpop", proving("thumb"));
    post(exchange("scope", "openid").withHeader("DPoP", "proof"));

    assertEquals(List.of("thumb"), validated.get("dpop_jkt"));
  }

  @Test
  void demandsNonceBeforeClientAuthentication() { // else its assertion would be used up
    registry.with(
        TokenBindingMethod.class,
        "dpop",
        new TokenBindingMethod() {
          @Override
          public void requireNonce(TenantContext tenant, OAuthRequest request) {
            throw new OAuthException(400, "use_dpop_nonce", "Come again with this nonce.");
          }

          @Override
          public Optional<KeyProof> prove(
              TenantContext tenant, Client client, OAuthRequest request) {
            return Optional.empty();
          }
        });
    var exchange =
        FakeHttpExchange.form(ACME, "/oauth/par")
            .withParameter("client_id", "app")
            .withHeader("DPoP", "proof");

    assertEquals("use_dpop_nonce", assertThrows(OAuthException.class, () -> post(exchange)).code());
    assertEquals(List.of(), audit.actions(ACME.id()));
    assertEquals(0, registry.openLeases());
  }

  @Test
  void rejectsProofKeyDifferentFromDpopJkt() {
    registry.with(TokenBindingMethod.class, "dpop", proving("thumb"));
    var exchange = exchange("dpop_jkt", "other").withHeader("DPoP", "proof");

    assertEquals(
        "invalid_dpop_proof", assertThrows(OAuthException.class, () -> post(exchange)).code());
  }

  @Test
  void rejectsProofKeyDifferentFromRequestObjectDpopJkt() {
    registry.with(TokenBindingMethod.class, "dpop", proving("thumb"));
    inObject = Map.of("dpop_jkt", List.of("other"));
    var exchange = exchange("request", "a.signed.object").withHeader("DPoP", "proof");

    assertEquals(
        "invalid_dpop_proof", assertThrows(OAuthException.class, () -> post(exchange)).code());
    assertEquals(List.of("authorization-request.denied"), audit.actions(ACME.id()));
  }

  @Test
  void bindsCodeOfRequestObjectToProofKey() throws Exception {
    registry.with(TokenBindingMethod.class, "dpop", proving("thumb"));
    for (Map<String, List<String>> object :
        List.of(
            Map.of("scope", List.of("inside")),
            Map.of("scope", List.of("inside"), "dpop_jkt", List.of("thumb")))) {
      inObject = object;
      var uri = uri(post(exchange("request", "x.y.z").withHeader("DPoP", "proof")));

      assertEquals(
          Map.of("scope", List.of("inside"), "dpop_jkt", List.of("thumb")),
          source.resolve(ACME, APP, reference(uri)).orElseThrow().parameters());
    }
  }

  @Test
  void rejectsAndAuditsUnauthenticatedClient() {
    var exchange = FakeHttpExchange.form(ACME, "/oauth/par").withParameter("client_id", "app");

    assertEquals("invalid_client", assertThrows(OAuthException.class, () -> post(exchange)).code());
    assertEquals(List.of("authorization-request.denied"), audit.actions(ACME.id()));
  }

  private static TokenBindingMethod proving(String thumbprint) {
    return (tenant, client, request) ->
        Optional.of(new TokenBindingMethod.KeyProof("DPoP", Map.of("jkt", thumbprint), Map.of()));
  }

  private void assertRefusedReference(Client client, String uri) {
    var refusal =
        assertThrows(
            OAuthException.class, () -> source.resolveParameters(ACME, client, reference(uri)));
    assertEquals("invalid_request_uri", refusal.code());
  }

  private void assertRefusedPush(String code, String... parameters) {
    var refusal = assertThrows(OAuthException.class, () -> push(parameters));
    assertEquals(code, refusal.code());
  }

  private FakeHttpExchange push(String... parameters) throws Exception {
    return post(exchange(parameters));
  }

  private FakeHttpExchange post(FakeHttpExchange exchange) throws Exception {
    endpoint.handle(exchange);
    return exchange;
  }

  private static FakeHttpExchange exchange(String... parameters) {
    var exchange =
        FakeHttpExchange.form(ACME, "/oauth/par").withParameter("client_secret", "secret");
    for (int i = 0; i < parameters.length; i += 2) {
      exchange.withParameter(parameters[i], parameters[i + 1]);
    }
    return exchange;
  }

  private static String uri(FakeHttpExchange exchange) {
    return (String) exchange.answer().get("request_uri");
  }

  private static Map<String, List<String>> reference(String uri) {
    return Map.of("client_id", List.of("app"), "request_uri", List.of(uri));
  }
}
