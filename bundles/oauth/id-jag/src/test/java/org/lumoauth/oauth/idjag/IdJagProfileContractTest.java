package org.lumoauth.oauth.idjag;

import static org.lumoauth.testkit.builder.Builders.aClient;
import static org.lumoauth.testkit.builder.Builders.aGrantRequest;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.federation.TrustedIssuer;
import org.lumoauth.api.federation.TrustedIssuers.Assertion;
import org.lumoauth.api.oauth.AssertionProfile;
import org.lumoauth.api.oauth.GrantRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.AssertionProfileContract;
import org.lumoauth.testkit.fake.FakeSettingsStore;

class IdJagProfileContractTest extends AssertionProfileContract {

  private static final TenantContext ACME = aTenant().build();
  private static final String IDP = "https://idp.example";

  private final IdJagProfile profile =
      new IdJagProfile(new FakeSettingsStore().with(IdJagSettings.SECTION, new IdJagSettings()));

  @Override
  protected AssertionProfile profile() {
    return profile;
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected GrantRequest request() {
    return aGrantRequest().from(aClient().withId("wiki")).build();
  }

  @Override
  protected Assertion good() {
    return assertion(
        Map.of("scope", "a b", "resource", ACME.issuer(), "act", Map.of("sub", "agt_1")));
  }

  @Override
  protected List<Assertion> wrong() {
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

  private static Assertion assertion(Map<String, Object> changes) {
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
    return new Assertion(issuer, Map.of("typ", IdJag.HEADER_TYPE), claims, Instant.now());
  }
}
