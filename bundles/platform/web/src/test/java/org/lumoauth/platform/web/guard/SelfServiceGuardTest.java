/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.TestBuilders.aCaller;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;
import static org.lumoauth.testkit.builder.TestBuilders.anAgentRef;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.CredentialKind;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.testkit.builder.CallerBuilder;

class SelfServiceGuardTest {

  private static final Set<String> SCOPES = Set.of("mine.write", "mine.admin");

  private final CallerBuilder ada = aCaller().as(aUserRef()).by(CredentialKind.ACCESS_TOKEN);

  @Test
  void acceptsUserWithSessionOrScopedToken() {
    assertEquals(aUserRef().id(), required(ada.withScope("mine.admin")));
    assertEquals(aUserRef().id(), required(ada.withScope().by(CredentialKind.SESSION)));
  }

  @Test
  void rejectsActorsAndNonUsers() {
    var agent = refused(ada.withScope("mine.admin").actedBy(anAgentRef()));
    assertEquals("permission_denied", agent.code());
    assertEquals("Only people themselves.", agent.getMessage());
    assertEquals("permission_denied", refused(ada.as(anAgentRef()).withScope("mine.admin")).code());
  }

  @Test
  void rejectsTokenWithoutRequiredScope() {
    var refusal = refused(ada.withScope("theirs"));

    assertEquals(403, refusal.status());
    assertEquals("insufficient_scope", refusal.code());
    assertEquals("The token requires the scope mine.admin or mine.write.", refusal.getMessage());
  }

  private static String required(CallerBuilder caller) {
    return SelfServiceGuard.require(caller.build(), SCOPES, "Only people themselves.");
  }

  private static ApiException refused(CallerBuilder caller) {
    return assertThrows(ApiException.class, () -> required(caller));
  }
}
