/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.idjag;

import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aGrantRequest;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.federation.TrustedIssuer;
import org.lumoauth.api.federation.TrustedIssuerService.VerifiedAssertion;
import org.lumoauth.api.oauth.grant.AssertionProfile;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.oauth.AssertionProfileContract;
import org.lumoauth.testkit.fake.FakeSettingsStore;

class IdJagAssertionProfileContractTest extends AssertionProfileContract {

  private static final TenantContext ACME = aTenant().build();
  private static final String IDP = "https://idp.example";

  private final IdJagAssertionProfile profile =
      new IdJagAssertionProfile(
          new FakeSettingsStore().with(IdJagSettings.SECTION, new IdJagSettings()));

  @Override
  protected AssertionProfile profile() {
    return profile;
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected AuthenticatedTokenRequest request() {
    return aGrantRequest().from(aClient().withId("wiki")).build();
  }

  @Override
  protected VerifiedAssertion good() {
    return assertion(
        Map.of("scope", "a b", "resource", ACME.issuer(), "act", Map.of("sub", "agt_1")));
  }

  @Override
  protected List<VerifiedAssertion> wrong() {
    return List.of(
        assertion(Map.of("client_id", "other")),
        assertion(Map.of("aud", IDP)),
        assertion(Map.of("aud", List.of(ACME.issuer(), IDP))),
        assertion(Map.of("iat", "now")),
        assertion(Map.of("scope", List.of("a"))),
        assertion(Map.of("resource", "relative")),
        assertion(Map.of("act", "agt_1")),
        assertion(Map.of("authorization_details", List.of())));
  }

  private static VerifiedAssertion assertion(Map<String, Object> changes) {
    Map<String, Object> claims = new HashMap<>();
    claims.put("iss", IDP);
    claims.put("sub", "them");
    claims.put("aud", ACME.issuer());
    claims.put("client_id", "wiki");
    claims.put("iat", 1_700_000_000L);
    claims.putAll(changes);
    var issuer =
        new TrustedIssuer(
            "tis_1",
            IDP,
            "Identity provider",
            true,
            Set.of("ES256"),
            Set.of(ACME.issuer()),
            Set.of("wiki"),
            Set.of("a", "b"),
            Duration.ofMinutes(10));
    return new VerifiedAssertion(
        issuer, Map.of("typ", IdJagConstants.HEADER_TYPE), claims, Instant.now());
  }
}
