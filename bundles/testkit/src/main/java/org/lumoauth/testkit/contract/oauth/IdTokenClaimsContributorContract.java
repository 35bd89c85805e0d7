/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;
import org.lumoauth.api.oauth.token.IdTokenClaimsContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.contract.ConcurrencyAssertions;
import org.lumoauth.testkit.contract.HostileJsonValues;

/** The contract of every {@link IdTokenClaimsContributor}. */
public abstract class IdTokenClaimsContributorContract {

  /**
   * Claims of the ID token itself (OpenID Connect Core section 2 and 3.1.3.6), also if this one
   * does not have them: they describe how and when the user signed in.
   */
  private static final Set<String> RESERVED =
      Set.of("iss sub aud exp nbf iat auth_time nonce acr amr azp at_hash sid".split(" "));

  private static final String ACCESS = "contract-access-token";
  private static final String REFRESH = "contract-refresh-token";

  /** Returns the provider under test. */
  protected abstract IdTokenClaimsContributor provider();

  /** Returns the tenant of the request. */
  protected abstract TenantContext tenant();

  /** Returns a token request with contributions to its ID token. */
  protected abstract AuthenticatedTokenRequest request();

  /** Returns the grant. */
  protected AuthorizationGrant grant() {
    return new AuthorizationGrant(
        "grn_contract",
        request().client().clientId(),
        TestBuilders.aUserRef(),
        Set.of("openid"),
        List.of(),
        Optional.of("ses_contract"),
        Optional.of(Instant.EPOCH),
        Optional.of("1"),
        Set.of("pwd"),
        Optional.empty(),
        Map.of(),
        List.of(),
        Optional.empty());
  }

  @Test
  void addsClaimsToIdToken() {
    assertFalse(claims(request(), members()).isEmpty());
  }

  @Test
  void addsNoClaimThatTheServerSets() {
    var names = claims(request(), members()).keySet();

    assertTrue(Collections.disjoint(names, RESERVED), names.toString());
  }

  @Test
  void givesEachClaimAValue() {
    assertJson(claims(request(), members()));
    assertJson(claims(request(), Map.of()));
  }

  @Test
  void addsNothingForOtherGrantTypes() {
    var other =
        TestBuilders.aGrantRequest()
            .from(request().client())
            .withRequest(TestBuilders.anOAuthRequest().with("grant_type", "urn:contract:grant"))
            .build();

    assertEquals(Map.of(), claims(other, members()));
  }

  @Test
  void omitsTokensInClearText() {
    var told = claims(request(), members()).toString();

    assertFalse(told.contains(ACCESS), told);
    assertFalse(told.contains(REFRESH), told);
  }

  @Test
  void doesNotModifyResponse() {
    var members = new HashMap<>(members());

    claims(request(), members);

    assertEquals(members(), members);
  }

  @Test
  void returnsEqualResultsToConcurrentThreads() {
    var request = request();
    ConcurrencyAssertions.assertSameFromManyThreads(
        claims(request, members()), () -> claims(request, members()));
  }

  private Map<String, Object> claims(
      AuthenticatedTokenRequest request, Map<String, Object> members) {
    return provider()
        .claims(tenant(), request, grant(), members, IdTokenClaimsContributorContract::halfHash);
  }

  private static Map<String, Object> members() {
    return Map.of("access_token", ACCESS, "token_type", "Bearer", "refresh_token", REFRESH);
  }

  private static String halfHash(String token) {
    return Integer.toHexString(token.hashCode());
  }

  private static void assertJson(Map<String, Object> members) {
    assertTrue(HostileJsonValues.isJson(members), members.toString());
  }
}
