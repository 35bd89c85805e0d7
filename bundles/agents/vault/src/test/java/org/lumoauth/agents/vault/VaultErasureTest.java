/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.agents.vault.VaultBundleFixture.ACME;
import static org.lumoauth.agents.vault.VaultBundleFixture.ADA;
import static org.lumoauth.agents.vault.VaultBundleFixture.ADMIN;
import static org.lumoauth.agents.vault.VaultBundleFixture.AGENT;
import static org.lumoauth.agents.vault.VaultBundleFixture.GLOBEX;
import static org.lumoauth.agents.vault.VaultBundleFixture.body;

import java.time.Instant;
import java.util.List;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class VaultErasureTest {

  @DatabaseTest
  void erasesATenantAndNoOther(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var grant = room.linked(room.connection());
    room.handed.recordDelivery(ACME.id(), grant, AGENT.id(), Instant.now());
    room.end.revoke(ACME, room.connections.list(ACME).get(0), grant, ADMIN);
    room.linked(room.connections.list(ACME).get(0));
    var other = room.connections.create(GLOBEX, body(), ADMIN);
    var kept = room.book.link(GLOBEX, other, ADA.id(), VaultBundleFixture.tokens("a", "r"), ADMIN);

    database
        .eraser(List.of("vault_handed", "vault_grant", "vault_revocation", "vault_connection"))
        .erase(ACME.id());

    assertEquals(List.of(), room.connections.list(ACME));
    assertEquals(List.of(), room.grants.findByHolder(ACME.id(), ADA.id()));
    assertEquals(0, room.waiting());
    assertEquals(List.of(other), room.connections.list(GLOBEX));
    assertEquals(List.of(kept), room.grants.findByHolder(GLOBEX.id(), ADA.id()));
  }
}
