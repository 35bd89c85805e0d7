/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.vault.VaultBundleFixture.ACME;
import static org.lumoauth.agents.vault.VaultBundleFixture.ADA;

import java.time.InstantSource;
import javax.servlet.http.HttpServletRequest;
import org.lumoauth.agents.vault.VaultBundleFixture;
import org.lumoauth.agents.vault.retrieval.GrantAccessTokenProvider;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.fake.FakeAuthorizationService;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

/** Agent managers cannot end a grant of a role administrator. */
class VaultGrantPrivilegeTest {

  private final FakeAuthorizationService authorization = new FakeAuthorizationService();

  @DatabaseTest
  void refusesToEndAGrantOfARoleAdministrator(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var connection = room.connection();
    var grant = room.linked(connection);
    authorization.allow(ACME, ADA, "roles.write");

    var refusal =
        assertThrows(
            ApiException.class,
            () -> resource(room).end(by("agents.write"), connection.id(), grant.id()));

    assertEquals(403, refusal.status());
    assertTrue(room.grants.find(ACME.id(), grant.id()).isPresent());
  }

  @DatabaseTest
  void allowsRoleAdministratorsToEndIt(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var connection = room.connection();
    var grant = room.linked(connection);
    authorization.allow(ACME, ADA, "roles.write");

    var answer = resource(room).end(by("agents.write", "roles.write"), connection.id(), grant.id());

    assertEquals("The grant was revoked.", answer.message());
  }

  private static HttpServletRequest by(String... permissions) {
    return FakeHttpExchange.get(ACME, "/admin/connections")
        .withCaller(TestBuilders.aCaller().apiKey().build())
        .withPermissions(permissions)
        .request();
  }

  private AdminConnectionGrantsResource resource(VaultBundleFixture room) {
    var tokens =
        new GrantAccessTokenProvider(
            room.grants,
            room.book,
            room.requests,
            room.revocations,
            room.settings,
            InstantSource.system());
    return new AdminConnectionGrantsResource(
        room.connections,
        room.grants,
        room.end,
        tokens,
        new PrivilegeEscalationGuard(authorization, new FakeProviderRegistry()));
  }
}
