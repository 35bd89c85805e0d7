/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class ClientRegistryTest extends ClientRegistryTestBase {
  @DatabaseTest
  void findsAClientByIdAndSecret(TestDatabase database) {
    var room = new Room(database);
    var created = room.registry.create(ACME, settings("Robot", true), ADMIN);
    var id = created.client().clientId();

    assertEquals("Robot", room.source.find(ACME, id).orElseThrow().name());
    assertTrue(room.source.verifySecret(ACME, id, created.secret().orElseThrow()));
    assertFalse(room.source.verifySecret(ACME, id, "guess"));
  }

  @DatabaseTest
  void storesEverySetting(TestDatabase database) {
    var room = new Room(database);
    var set = settings("Robot", true);
    var id = room.registry.create(ACME, set, ADMIN).client().clientId();

    assertEquals(set, room.registry.get(ACME, id).settings());
  }

  @DatabaseTest
  void appliesEveryConcurrentChange(TestDatabase database) throws Exception {
    var room = new Room(database);
    var id = room.registry.create(ACME, settings("Robot", true), ADMIN).client().clientId();
    var pool = Executors.newFixedThreadPool(6);
    try {
      var changes = new ArrayList<Callable<Object>>();
      for (int i = 0; i < 12; i++) {
        String scope = "scope-" + i;
        changes.add(() -> room.registry.change(ACME, id, of -> withScope(of, scope), ADMIN));
        changes.add(() -> room.registry.rotateSecret(ACME, id, Duration.ZERO, ADMIN));
      }
      for (var done : pool.invokeAll(changes)) {
        done.get(30, TimeUnit.SECONDS);
      }
    } finally {
      pool.shutdownNow();
    }

    assertEquals(14, room.registry.get(ACME, id).settings().scopes().size());
  }

  @DatabaseTest
  void isolatesTenants(TestDatabase database) {
    var room = new Room(database);
    var created = room.registry.create(ACME, settings("Robot", true), ADMIN);
    var id = created.client().clientId();

    assertEquals(Optional.empty(), room.source.find(GLOBEX, id));
    assertFalse(room.source.verifySecret(GLOBEX, id, created.secret().orElseThrow()));
    assertThrows(ApiException.class, () -> room.registry.get(GLOBEX, id));
    assertThrows(ApiException.class, () -> room.registry.delete(GLOBEX, id, ADMIN));
    assertThrows(
        ApiException.class, () -> room.registry.rotateSecret(GLOBEX, id, Duration.ZERO, ADMIN));
  }

  @DatabaseTest
  void seesChangesOfAnotherNodeByEvent(TestDatabase database) {
    var here = new Room(database);
    var there = new Room(database);
    var client = there.registry.create(ACME, settings("Robot", true), ADMIN).client();
    assertTrue(here.source.find(ACME, client.clientId()).orElseThrow().enabled());
    events.addListener(here.memory);

    there.registry.change(ACME, client.clientId(), was -> was.withActive(false), ADMIN);

    assertFalse(here.source.find(ACME, client.clientId()).orElseThrow().enabled());
  }

  @DatabaseTest
  void listsSearchesAndSorts(TestDatabase database) {
    var room = new Room(database);
    for (String name : List.of("Beta", "alpha", "Alphabet")) {
      room.registry.create(ACME, settings(name, true), ADMIN);
    }
    room.registry.create(GLOBEX, settings("Alpha of another", true), ADMIN);
    var page =
        room.registry.list(
            ACME, new PageRequest(1, 1, Optional.of("ALPHA"), Optional.of("createdAt"), true));

    assertEquals(2, page.total());
    assertEquals("Alphabet", page.items().get(0).settings().name());
  }

  @DatabaseTest
  void treatsSearchTextLiterally(TestDatabase database) {
    var room = new Room(database);
    room.registry.create(ACME, settings("Robot", true), ADMIN);

    assertEquals(
        0,
        room.registry
            .list(ACME, new PageRequest(1, 25, Optional.of("%"), Optional.empty(), false))
            .total());
  }

  @DatabaseTest
  void rejectsUnknownSortField(TestDatabase database) {
    var room = new Room(database);
    var page = new PageRequest(1, 25, Optional.empty(), Optional.of("secretHash"), false);

    assertEquals(
        422, assertThrows(ApiException.class, () -> room.registry.list(ACME, page)).status());
  }
}
