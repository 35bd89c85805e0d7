/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.agents.delegation.consent.DelegationConsentFixture.ACME;
import static org.lumoauth.agents.delegation.consent.DelegationConsentFixture.ALICE;
import static org.lumoauth.agents.delegation.consent.DelegationConsentFixture.DAY;
import static org.lumoauth.agents.delegation.consent.DelegationConsentFixture.READ;

import java.util.Optional;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import org.lumoauth.agents.delegation.rest.AdminDelegationsResource;
import org.lumoauth.agents.delegation.rest.DelegationsApplication;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.fake.FakeAuthorizationService;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

/** Agent managers cannot end a delegation of a role administrator. */
class DelegationPrivilegeTest {

  private final FakeAuthorizationService authorization = new FakeAuthorizationService();

  @DatabaseTest
  void refusesToEndADelegationOfARoleAdministrator(TestDatabase database) {
    var room = new DelegationConsentFixture(database);
    var id = room.give(DAY, READ).id();
    authorization.allow(ACME, ALICE, "roles.write");

    var refusal =
        assertThrows(ApiException.class, () -> resource(room).revoke(by("agents.write"), id));

    assertEquals(403, refusal.status());
    assertEquals(Optional.of(Set.of(READ)), room.scope());
  }

  @DatabaseTest
  void allowsRoleAdministratorsToEndIt(TestDatabase database) {
    var room = new DelegationConsentFixture(database);
    var id = room.give(DAY, READ).id();
    authorization.allow(ACME, ALICE, "roles.write");

    resource(room).revoke(by("agents.write", "roles.write"), id);

    assertEquals(Optional.empty(), room.scope());
  }

  @DatabaseTest
  void endsADelegationOfAnybodyElse(TestDatabase database) {
    var room = new DelegationConsentFixture(database);
    var id = room.give(DAY, READ).id();

    resource(room).revoke(by("agents.write"), id);

    assertEquals(Optional.empty(), room.scope());
  }

  private static HttpServletRequest by(String... permissions) {
    return FakeHttpExchange.get(ACME, "/admin/delegations")
        .withCaller(TestBuilders.aCaller().apiKey().build())
        .withPermissions(permissions)
        .request();
  }

  private AdminDelegationsResource resource(DelegationConsentFixture room) {
    return new DelegationsApplication(
            room.book,
            null,
            room.subjects,
            new PrivilegeEscalationGuard(authorization, new FakeProviderRegistry()))
        .getSingletons().stream()
            .filter(AdminDelegationsResource.class::isInstance)
            .map(AdminDelegationsResource.class::cast)
            .findFirst()
            .orElseThrow();
  }
}
