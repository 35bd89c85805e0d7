package org.lumoauth.oauth.server.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.Builders.aClient;
import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.anOAuthRequest;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.oauth.TokenBinding;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

class ProofsTest {

  private static final TenantContext ACME = aTenant().build();

  private final FakeProviderRegistry registry = new FakeProviderRegistry();
  private final Proofs proofs = new Proofs(registry);

  @AfterEach
  void holdsNoProviderAfterTheRequest() {
    assertEquals(0, registry.openLeases());
  }

  @Test
  void letsAClientHaveTokensThatAreBoundToNothing() {
    assertEquals(Optional.empty(), prove(aClient().build()));
  }

  @Test
  void givesAClientOfBoundTokensWhatItProves() {
    binding("dpop", "DPoP", "jkt");

    assertEquals(
        Map.of("jkt", "key"),
        prove(bound("dpop_bound_access_tokens")).orElseThrow().confirmation());
  }

  @ParameterizedTest
  @ValueSource(strings = {"dpop_bound_access_tokens", "tls_client_certificate_bound_access_tokens"})
  void refusesAClientOfBoundTokensWhileWhatBindsThemIsAway(String member) {
    registry.lacking(TokenBinding.class, "binding", "oauth-binding");

    var refusal = assertThrows(Problem.class, () -> prove(bound(member)));

    assertEquals(503, refusal.status());
    assertEquals(Optional.empty(), prove(aClient().build()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dpop_bound_access_tokens", "tls_client_certificate_bound_access_tokens"})
  void refusesAClientOfBoundTokensWhereNothingBindsThem(String member) {
    var refusal = assertThrows(OAuthError.class, () -> prove(bound(member)));

    assertEquals("invalid_request", refusal.code());
  }

  @Test
  void makesNoPlainTokenOfARequestWithAProofWhileWhatReadsItIsAway() {
    registry.lacking(TokenBinding.class, "dpop", "oauth-dpop");
    var proving = anOAuthRequest().withHeader("DPoP", "x.y.z").build();

    var refusal = assertThrows(Problem.class, () -> proofs.of(ACME, aClient().build(), proving));

    assertEquals("module_unavailable", refusal.code());
  }

  @Test
  void makesNoPlainTokenOfARequestWithAProofWhereWhatReadsItCouldNotBeAsked() {
    TokenBinding binding = (tenant, client, request) -> Optional.empty();
    registry.stumbling(TokenBinding.class, "dpop", binding);
    var proving = anOAuthRequest().withHeader("DPoP", "x.y.z").build();

    assertThrows(Problem.class, () -> proofs.of(ACME, aClient().build(), proving));

    registry.stumbling(TokenBinding.class, "dpop", binding);
    assertThrows(Problem.class, () -> prove(bound("dpop_bound_access_tokens")));
  }

  @Test
  void takesNoKeyOfAnotherKind() {
    binding("dpop", "DPoP", "jkt");

    assertThrows(
        OAuthError.class, () -> prove(bound("tls_client_certificate_bound_access_tokens")));
  }

  private void binding(String name, String type, String member) {
    TokenBinding binding =
        (tenant, client, request) ->
            Optional.of(new TokenBinding.Proof(type, Map.of(member, "key"), Map.of()));
    registry.with(TokenBinding.class, name, binding);
  }

  private Optional<TokenBinding.Proof> prove(Client client) {
    return proofs.of(ACME, client, anOAuthRequest().build());
  }

  private static Client bound(String member) {
    return aClient().with(member, true).build();
  }
}
