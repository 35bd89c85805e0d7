/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.agents.vault.VaultBundleFixture.ACME;
import static org.lumoauth.agents.vault.VaultBundleFixture.ADMIN;
import static org.lumoauth.agents.vault.VaultBundleFixture.AGENT;
import static org.lumoauth.agents.vault.VaultBundleFixture.CAPABILITY;
import static org.lumoauth.agents.vault.VaultBundleFixture.tokens;
import static org.lumoauth.testkit.builder.TestBuilders.aCaller;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.lumoauth.agents.vault.VaultBundleFixture;
import org.lumoauth.agents.vault.grant.VaultGrant;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.rest.PageQueryParameters;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;

/** The list of connections that an agent may use. */
class AgentConnectionListTest {

  @DatabaseTest
  void readsTheGrantsOfAllAtOnce(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    for (int i = 0; i < 5; i++) {
      room.machine();
    }
    room.recorded.statementsOf("vault_grant");

    assertEquals(5, list(room).size());

    assertEquals(2, room.recorded.statementsOf("vault_grant"), "of users, and of machines");
  }

  @DatabaseTest
  void tellsHowTheGrantOfEachStands(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var pending = room.machine();
    var active = room.machine();
    room.book.link(ACME, active, VaultGrant.MACHINE, tokens("access", "refresh"), ADMIN);
    var linked = room.connection();
    room.linked(linked);

    Map<String, Object> standing = new HashMap<>();
    for (Map<?, ?> each : list(room)) {
      standing.put(
          (String) each.get("connection_id"),
          Stream.of(each.get("machine_grant_status"), each.get("linked_users"))
              .map(String::valueOf)
              .toList());
    }

    assertEquals(
        Map.of(
            pending.id(), List.of("pending", "null"),
            active.id(), List.of("active", "null"),
            linked.id(), List.of("null", "1")),
        standing);
  }

  private static List<Map<?, ?>> list(VaultBundleFixture room) {
    var caller =
        aCaller().as(new SubjectRef(SubjectRef.AGENT, AGENT.id())).withScope(CAPABILITY).build();
    var request = FakeHttpExchange.get(ACME, "/agents/me/connections").withCaller(caller).request();
    var access = new ConnectionAccessPolicy(room.connectionStore, room.neighbours, room.subjects);
    var body =
        new AgentConnectionsResource(access, room.grants, null)
            .list(request, new PageQueryParameters());
    return ((List<?>) body.get("connections"))
        .stream().<Map<?, ?>>map(each -> (Map<?, ?>) each).toList();
  }
}
