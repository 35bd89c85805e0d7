package org.lumoauth.agents.workloadazure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.workload.token.IssuerKeys;
import org.lumoauth.agents.workload.token.IssuerTokens;
import org.lumoauth.api.agent.WorkloadIdentityProvider;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.keys.foreign.ForeignJwts;
import org.lumoauth.platform.keys.foreign.ForeignSignatures;
import org.lumoauth.platform.keys.signing.JcaProvider;
import org.lumoauth.testkit.builder.JwtSigner;
import org.lumoauth.testkit.contract.WorkloadIdentityProviderContract;

class AzureWorkloadsTest extends WorkloadIdentityProviderContract {

  private static final TenantContext ACME = aTenant().build();
  private static final JwtSigner KEY = JwtSigner.rs256("k1");

  private final AzureWorkloads provider =
      new AzureWorkloads(
          new IssuerTokens(
              new ForeignJwts(JcaProvider.fastest()),
              new IssuerKeys(
                  (tenant, address, kid) -> List.of(KEY.jwk()),
                  request -> {
                    throw new OutboundException("nobody is asked in this test", true);
                  }),
              new ForeignSignatures(JcaProvider.fastest())));

  @Override
  protected WorkloadIdentityProvider provider() {
    return provider;
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected Map<String, Object> trust() {
    Map<String, Object> trust = new HashMap<>();
    trust.put("jwksUri", "https://keys.example/jwks");
    trust.put("tenantId", DIRECTORY);
    trust.put("clientId", "b0a1b2c3-1111-2222-3333-444455556666");
    return trust;
  }

  /** As the platform makes them. */
  private static Map<String, Object> claims() {
    long now = Instant.now().getEpochSecond();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("aud", ACME.issuer());
    claims.put("iat", now);
    claims.put("exp", now + 600);
    claims.put("iss", "https://sts.windows.net/" + DIRECTORY + "/");
    claims.put("sub", "c5d6e7f8-1111-2222-3333-444455556666");
    claims.put("oid", "c5d6e7f8-1111-2222-3333-444455556666");
    claims.put("appid", "b0a1b2c3-1111-2222-3333-444455556666");
    claims.put("appidacr", "2");
    claims.put("tid", DIRECTORY);
    claims.put("idp", "https://sts.windows.net/" + DIRECTORY + "/");
    claims.put("uti", "abcdefghijk");
    claims.put("ver", "1.0");
    claims.put(
        "xms_mirid",
        "/subscriptions/0/resourcegroups/prod/providers/Microsoft.ManagedIdentity/userAssignedIdentities/reporter");
    return claims;
  }

  @Override
  protected String attestation() {
    return KEY.sign(claims());
  }

  @Override
  protected String subject() {
    return "c5d6e7f8-1111-2222-3333-444455556666";
  }

  @Override
  protected String forged() {
    return KEY.sign(with("tid", "00000000-aaaa-bbbb-cccc-dddddddddddd"));
  }

  @Test
  void keepsARuleThatNamesADirectoryAndAnIdentity() {
    assertEquals(trust(), provider.check(ACME, trust()));
    assertInvalid("tenantId", null);
    assertInvalid("tenantId", "common");
    assertInvalid("tenantId", "../" + DIRECTORY);
    assertInvalid("clientId", null);
  }

  @Test
  void takesBothVersionsOfTokens() {
    Map<String, Object> claims = claims();
    claims.put("iss", "https://login.microsoftonline.com/" + DIRECTORY + "/v2.0");
    claims.put("ver", "2.0");
    claims.put("azp", claims.remove("appid"));

    assertEquals(
        subject(), provider.verify(ACME, KEY.sign(claims), trust()).orElseThrow().subject());
  }

  @Test
  void refusesAnotherDirectory() {
    String other = "00000000-aaaa-bbbb-cccc-dddddddddddd";
    Map<String, Object> claims = with("tid", other);
    assertRejected(claims);
    claims.put("iss", "https://sts.windows.net/" + other + "/");
    assertRejected(claims);
  }

  @Test
  void refusesAnotherIdentityOfTheDirectory() {
    assertRejected(with("appid", "00000000-aaaa-bbbb-cccc-dddddddddddd"));
  }

  @Test
  void refusesTheClientOfTheOtherVersion() {
    Map<String, Object> claims = with("azp", claims().get("appid"));
    claims.put("appid", "00000000-aaaa-bbbb-cccc-dddddddddddd");

    assertRejected(claims);
  }

  @Test
  void refusesAPersonWhoUsesTheApplication() {
    assertRejected(with("scp", "user_impersonation"));
    assertRejected(with("oid", "00000000-aaaa-bbbb-cccc-eeeeeeeeeeee"));
    assertRejected(with("idtyp", "user"));
  }

  private static final String DIRECTORY = "72f988bf-86f1-41af-91ab-2d7cd011db47";

  private void assertRejected(Map<String, Object> claims) {
    assertRejected(claims, trust());
  }

  private void assertRejected(Map<String, Object> claims, Map<String, Object> trust) {
    var refusal = assertThrows(Problem.class, () -> provider.verify(ACME, KEY.sign(claims), trust));
    assertEquals("attestation_rejected", refusal.code());
  }

  private static Map<String, Object> with(String name, Object value) {
    Map<String, Object> claims = claims();
    claims.put(name, value);
    return claims;
  }

  private void assertInvalid(String name, Object value) {
    Map<String, Object> trust = trust();
    if (value == null) {
      trust.remove(name);
    } else {
      trust.put(name, value);
    }
    assertEquals(
        422, assertThrows(Problem.class, () -> provider.check(ACME, trust)).status(), name);
  }
}
