/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.personserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUser;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.UserBuilder;
import org.lumoauth.testkit.fake.user.FakeUserDirectory;

class IdentityScopeClaimResolverTest {

  private static final TenantContext ACME = aTenant().build();

  private final IdentityScopeClaimResolver identity =
      new IdentityScopeClaimResolver(
          new FakeUserDirectory().with(ACME, aUser().withEmail("ada@example.com").build()));

  @Test
  void returnsTheAllowedIdentityClaims() {
    assertEquals(
        Set.of("email", "email_verified"), told("data.read", "openid", "email", "phone").keySet());
    assertEquals("ada@example.com", told("email").get("email"));
  }

  @Test
  void returnsNoClaimsForOtherScopes() {
    assertEquals(Map.of(), told("data.read", "openid", "email.send"));
  }

  private Map<String, Object> told(String... scope) {
    return identity.claims(ACME, UserBuilder.ID, Set.of(scope));
  }
}
