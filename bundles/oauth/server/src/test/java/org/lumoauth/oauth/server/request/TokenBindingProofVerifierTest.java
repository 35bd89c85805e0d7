/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.server.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.token.TokenBindingMethod;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

class TokenBindingProofVerifierTest {

  private static final TenantContext ACME = aTenant().build();

  private final FakeProviderRegistry registry = new FakeProviderRegistry();
  private final TokenBindingProofVerifier proofs = new TokenBindingProofVerifier(registry);

  @AfterEach
  void holdsNoProviderAfterTheRequest() {
    assertEquals(0, registry.openLeases());
  }

  @Test
  void allowsUnboundTokensByDefault() {
    assertEquals(Optional.empty(), prove(aClient().build()));
  }

  @Test
  void returnsConfirmationProvenByClient() {
    binding("dpop", "DPoP", "jkt");

    assertEquals(
        Map.of("jkt", "key"),
        prove(bound("dpop_bound_access_tokens")).orElseThrow().confirmation());
  }

  @ParameterizedTest
  @ValueSource(strings = {"dpop_bound_access_tokens", "tls_client_certificate_bound_access_tokens"})
  void failsIfRequiredBindingModuleIsUnavailable(String member) {
    registry.withUnavailable(TokenBindingMethod.class, "binding", "oauth-binding");

    var refusal = assertThrows(ApiException.class, () -> prove(bound(member)));

    assertEquals(503, refusal.status());
    assertEquals(Optional.empty(), prove(aClient().build()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dpop_bound_access_tokens", "tls_client_certificate_bound_access_tokens"})
  void rejectsClientWithoutInstalledBindingMethod(String member) {
    var refusal = assertThrows(OAuthException.class, () -> prove(bound(member)));

    assertEquals("invalid_request", refusal.code());
  }

  @Test
  void failsForProofIfBindingModuleIsUnavailable() {
    registry.withUnavailable(TokenBindingMethod.class, "dpop", "oauth-dpop");
    var proving = anOAuthRequest().withHeader("DPoP", "x.y.z").build();

    var refusal =
        assertThrows(ApiException.class, () -> proofs.verify(ACME, aClient().build(), proving));

    assertEquals("module_unavailable", refusal.code());
  }

  @Test
  void failsForProofIfBindingModuleCannotBeActivated() {
    TokenBindingMethod binding = (tenant, client, request) -> Optional.empty();
    registry.withFirstCallFailing(TokenBindingMethod.class, "dpop", binding);
    var proving = anOAuthRequest().withHeader("DPoP", "x.y.z").build();

    assertThrows(ApiException.class, () -> proofs.verify(ACME, aClient().build(), proving));

    registry.withFirstCallFailing(TokenBindingMethod.class, "dpop", binding);
    assertThrows(ApiException.class, () -> prove(bound("dpop_bound_access_tokens")));
  }

  @Test
  void rejectsConfirmationOfAnotherType() {
    binding("dpop", "DPoP", "jkt");

    assertThrows(
        OAuthException.class, () -> prove(bound("tls_client_certificate_bound_access_tokens")));
  }

  private void binding(String name, String type, String member) {
    TokenBindingMethod binding =
        (tenant, client, request) ->
            Optional.of(new TokenBindingMethod.KeyProof(type, Map.of(member, "key"), Map.of()));
    registry.with(TokenBindingMethod.class, name, binding);
  }

  private Optional<TokenBindingMethod.KeyProof> prove(Client client) {
    return proofs.verify(ACME, client, anOAuthRequest().build());
  }

  private static Client bound(String member) {
    return aClient().with(member, true).build();
  }
}
