/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.issuers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.workload.testkit.JwtWorkloadIdentityProviderContract;
import org.lumoauth.api.agent.WorkloadIdentityProvider;
import org.lumoauth.api.agent.WorkloadIdentityProvider.WorkloadIdentity;
import org.lumoauth.api.agent.WorkloadTokenVerifier;

class AzureWorkloadIdentityProviderTest extends JwtWorkloadIdentityProviderContract {

  @Override
  protected WorkloadIdentityProvider provider(WorkloadTokenVerifier tokens) {
    return new AzureWorkloadIdentityProvider(tokens);
  }

  @Override
  protected Map<String, Object> rule() {
    return Map.of("tenantId", DIRECTORY, "clientId", "b0a1b2c3-1111-2222-3333-444455556666");
  }

  /** As the platform makes them. */
  @Override
  protected Map<String, Object> platformClaims() {
    Map<String, Object> claims = new LinkedHashMap<>();
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
  protected String subject() {
    return "c5d6e7f8-1111-2222-3333-444455556666";
  }

  @Override
  protected String forged() {
    return signed(with("tid", "00000000-aaaa-bbbb-cccc-dddddddddddd"));
  }

  @Test
  void validatesRuleWithTenantAndClient() {
    assertEquals(trust(), provider().check(ACME, trust()));
    assertInvalid("tenantId", null);
    assertInvalid("tenantId", "common");
    assertInvalid("tenantId", "../" + DIRECTORY);
    assertInvalid("clientId", null);
  }

  @Test
  void acceptsTokenVersions1And2() {
    Map<String, Object> claims = claims();
    claims.put("iss", "https://login.microsoftonline.com/" + DIRECTORY + "/v2.0");
    claims.put("ver", "2.0");
    claims.put("azp", claims.remove("appid"));

    assertEquals(
        subject(), provider().verify(ACME, signed(claims), trust()).orElseThrow().subject());
  }

  /** As long as those of managed identities are: 24 hours from now, begun 5 minutes ago. */
  @Test
  void acceptsDayLongTokenBackdatedByMinutes() {
    long begun = Instant.now().getEpochSecond() - 300;
    Map<String, Object> claims = with("iat", begun);
    claims.put("exp", begun + 86_700);

    assertEquals(
        subject(), provider().verify(ACME, signed(claims), trust()).orElseThrow().subject());
    claims.put("exp", begun + 87_001);
    assertRejected("the time between iat and exp is too long", claims);
    claims.put("exp", begun + 3_601);
    assertRejected(
        "the time between iat and exp is too long", claims, trustWith("maxLifetimeSeconds", 3_600));
  }

  @Test
  void returnsClientIdForBothTokenVersions() {
    String client = "b0a1b2c3-1111-2222-3333-444455556666";
    Map<String, Object> attributes = Map.of("audience_generic", false, "clientId", client);
    assertEquals(
        new WorkloadIdentity(
            "azure", subject(), "https://sts.windows.net/" + DIRECTORY + "/", attributes),
        provider().verify(ACME, attestation(), trust()).orElseThrow());
    String issuer = "https://login.microsoftonline.com/" + DIRECTORY + "/v2.0";
    Map<String, Object> claims = with("iss", issuer);
    claims.put("azp", claims.remove("appid"));

    assertEquals(
        new WorkloadIdentity("azure", subject(), issuer, attributes),
        provider().verify(ACME, signed(claims), trust()).orElseThrow());
  }

  @Test
  void rejectsOtherDirectory() {
    String other = "00000000-aaaa-bbbb-cccc-dddddddddddd";
    Map<String, Object> claims = with("tid", other);
    assertRejected("the claim tid is not", claims);
    claims.put("iss", "https://sts.windows.net/" + other + "/");
    assertRejected("iss is not the rule's issuer", claims);
  }

  @Test
  void rejectsOtherClientOfSameDirectory() {
    assertRejected("the claim appid is not", with("appid", "00000000-aaaa-bbbb-cccc-dddddddddddd"));
  }

  @Test
  void rejectsClientInMemberOfOtherTokenVersion() {
    Map<String, Object> claims = with("azp", claims().get("appid"));
    claims.put("appid", "00000000-aaaa-bbbb-cccc-dddddddddddd");

    assertRejected("the claim appid is not", claims);
  }

  @Test
  void rejectsUserDelegatedTokens() {
    assertRejected(THE_TOKEN_HOLDS, with("scp", "user_impersonation"));
    assertRejected(THE_TOKEN_HOLDS, with("oid", "00000000-aaaa-bbbb-cccc-eeeeeeeeeeee"));
    assertRejected(THE_TOKEN_HOLDS, with("idtyp", "user"));
  }

  private static final String DIRECTORY = "72f988bf-86f1-41af-91ab-2d7cd011db47";
}
