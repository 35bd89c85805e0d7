/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workloadspiffe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.WorkloadAttestationVerifier;
import org.lumoauth.api.agent.WorkloadIdentityProvider.WorkloadIdentity;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.ClientAuthenticationMethod;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.keys.foreign.DefaultForeignJwtVerifier;
import org.lumoauth.platform.keys.signing.JcaProviderSelector;
import org.lumoauth.testkit.builder.AgentBuilder;
import org.lumoauth.testkit.builder.TestJwtSigner;
import org.lumoauth.testkit.contract.oauth.ClientAuthenticationMethodContract;
import org.lumoauth.testkit.fake.oauth.FakeClientDirectory;

/** Whose SPIFFE IDs agents may be is asked of a fake that knows one SVID by its text. */
class SpiffeJwtClientAuthenticatorTest extends ClientAuthenticationMethodContract {

  private static final TenantContext ACME = aTenant().build();
  private static final TestJwtSigner KEY = TestJwtSigner.es256("k1");
  private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-spiffe";
  private static final String SVID = svid(List.of(ACME.issuer()));

  private final List<Optional<String>> providers = new ArrayList<>();
  private boolean trusted = true;
  private boolean down;
  private final WorkloadAttestationVerifier attestations =
      new WorkloadAttestationVerifier() {
        @Override
        public AttestedAgent verify(
            TenantContext tenant, String clientId, String attestation, Optional<String> provider) {
          providers.add(provider);
          if (down) {
            throw ApiException.temporarilyUnavailable("no bundle", Duration.ofSeconds(5));
          }
          if (!tenant.id().equals(ACME.id()) || !clientId.equals("cli_1")) {
            throw new ApiException(401, "attestation_rejected", "no");
          }
          return new AttestedAgent(
              new AgentBuilder("agt_1", "cli_1", "Job", Set.of(), true)
                  .identifiedBy(Agent.WORKLOAD)
                  .build(),
              new WorkloadIdentity("spiffe", "spiffe://a/b", "spiffe://a", Map.of()));
        }

        @Override
        public boolean isStillValid(
            TenantContext tenant, String clientId, String attestation, Optional<String> provider) {
          return trusted
              && clientId.equals("cli_1")
              && attestation.equals(SVID)
              && provider.equals(Optional.of("spiffe"));
        }
      };
  private final SpiffeJwtClientAuthenticator spiffe =
      new SpiffeJwtClientAuthenticator(
          attestations,
          new DefaultForeignJwtVerifier(JcaProviderSelector.fastest()),
          new FakeClientDirectory()
              .with(
                  ACME,
                  aClient()
                      .withId("cli_1")
                      .authenticatingBy(SpiffeJwtClientAuthenticator.METHOD)
                      .build()));

  /** Only a refusal is counted where clients authenticate. */
  @Test
  void reportsTemporaryFailureWhileBundleIsUnavailable() {
    down = true;

    var answer = assertThrows(ApiException.class, () -> spiffe.authenticate(ACME, authentic()));
    assertEquals("temporarily_unavailable", answer.code());
  }

  private static String svid(Object audience) {
    return KEY.sign(Map.of("sub", "spiffe://a/b", "aud", audience, "exp", 4_000_000_000L));
  }

  @Override
  protected ClientAuthenticationMethod authenticator() {
    return spiffe;
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected OAuthRequest authentic() {
    return request("cli_1", SVID);
  }

  @Override
  protected String clientId() {
    return "cli_1";
  }

  @Override
  protected OAuthRequest forged() {
    return request("cli_1", "x.y.z");
  }

  @Override
  protected OAuthRequest unknownClient() {
    return request("cli_2", SVID);
  }

  @Test
  void usesOnlySpiffeTrustRules() {
    spiffe.authenticate(ACME, authentic());

    assertEquals(List.of(Optional.of("spiffe")), providers);
  }

  @Test
  void acceptsReusedSvid() {
    spiffe.authenticate(ACME, authentic());

    assertEquals("cli_1", spiffe.authenticate(ACME, authentic()).orElseThrow().clientId());
  }

  @Test
  void requiresTrustRuleForContinuedAuthentication() {
    assertTrue(spiffe.isStillAuthenticated(ACME, authentic()));

    trusted = false;

    assertFalse(spiffe.isStillAuthenticated(ACME, authentic()));
  }

  @Test
  void rejectsSvidWithOtherAudiences() {
    for (Object audience :
        List.of(
            List.of(ACME.issuer(), "https://other.example"),
            "https://other.example",
            ACME.issuer() + "/oauth/token",
            List.of())) {
      assertEquals("invalid_client", refusal(request("cli_1", svid(audience))));
    }
    assertEquals(List.of(), providers);
  }

  @Test
  void requiresClientId() {
    assertEquals(
        "invalid_client",
        refusal(
            anOAuthRequest()
                .with("client_assertion_type", TYPE)
                .with("client_assertion", SVID)
                .build()));
  }

  private String refusal(OAuthRequest request) {
    return assertThrows(OAuthException.class, () -> spiffe.authenticate(ACME, request)).code();
  }

  private static OAuthRequest request(String clientId, String svid) {
    return anOAuthRequest()
        .with("grant_type", "client_credentials")
        .with("client_id", clientId)
        .with("client_assertion_type", TYPE)
        .with("client_assertion", svid)
        .build();
  }
}
