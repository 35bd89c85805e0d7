/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.TestBuilders.aGrantRequest;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.oauth.ciba.CibaBundleFixture;

class PushIdTokenClaimsContributorTest {

  private static final Map<String, Object> MEMBERS = Map.of("refresh_token", "r-1");

  @Test
  void bindsAPushedIdTokenToTheRequestAndTheRefreshToken() {
    assertEquals(
        Map.of(
            "urn:openid:params:jwt:claim:auth_req_id", "a-1",
            "urn:openid:params:jwt:claim:rt_hash", "half of r-1"),
        claims("push", CibaGrantHandler.TYPE, MEMBERS));
  }

  @Test
  void omitsRefreshTokenHashWithoutRefreshToken() {
    assertEquals(
        Map.of("urn:openid:params:jwt:claim:auth_req_id", "a-1"),
        claims("push", CibaGrantHandler.TYPE, Map.of()));
  }

  @Test
  void addsNoClaimsOutsidePushMode() {
    assertEquals(Map.of(), claims("poll", CibaGrantHandler.TYPE, MEMBERS));
    assertEquals(Map.of(), claims("push", "authorization_code", MEMBERS));
  }

  private static Map<String, Object> claims(
      String mode, String grantType, Map<String, Object> members) {
    var request =
        aGrantRequest()
            .from(CibaBundleFixture.client(mode).build())
            .withRequest(anOAuthRequest().with("grant_type", grantType).with("auth_req_id", "a-1"))
            .build();
    return new PushIdTokenClaimsContributor()
        .claims(CibaBundleFixture.ACME, request, null, members, token -> "half of " + token);
  }
}
