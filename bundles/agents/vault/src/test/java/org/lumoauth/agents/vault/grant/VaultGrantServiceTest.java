/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.vault.VaultBundleFixture.ACME;
import static org.lumoauth.agents.vault.VaultBundleFixture.ADMIN;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.lumoauth.agents.vault.VaultBundleFixture;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class VaultGrantServiceTest {

  @DatabaseTest
  void putsANewLinkInThePlaceOfTheOld(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var connection = room.connection();
    var first = room.linked(connection);

    var second = room.linked(connection);

    assertNotEquals(first.id(), second.id());
    assertEquals(List.of(second), room.grants.findByConnection(ACME.id(), connection.id()));
    assertEquals(0, room.waiting(), "at the provider it may be the same authorization");
    assertTrue(room.events.published(VaultGrantService.LINKED, second.id()));
  }

  @DatabaseTest
  void keepsNothingForAConnectionThatWasChangedMeanwhile(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var read = room.connection();
    room.connections.change(ACME, read.id(), Map.of("name", "Other"), ADMIN);

    var problem = assertThrows(ApiException.class, () -> room.linked(read));

    assertEquals(409, problem.status());
    assertEquals(List.of(), room.grants.findByConnection(ACME.id(), read.id()));
    assertEquals(2, room.waiting(), "the provider is told to forget the tokens");
  }

  @DatabaseTest
  void changesNothingWhereAPartOfItFails(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var connection = room.connection();
    var grant = room.linked(connection);
    room.unit.update("drop table vault_revocation");

    assertThrows(RuntimeException.class, () -> room.end.revoke(ACME, connection, grant, ADMIN));

    assertEquals(grant, room.now(grant), "what is not told to the provider has not ended");
  }

  @DatabaseTest
  void opensOneGrantForManyWhoAskAtOnce(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var machine = room.machine();
    var pool = Executors.newFixedThreadPool(4);
    try {
      List<CompletableFuture<String>> opened =
          IntStream.range(0, 4)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> room.book.findOrOpenMachineGrant(ACME, machine).id(), pool))
              .toList();

      Set<String> ids =
          opened.stream()
              .map(CompletableFuture::join)
              .collect(Collectors.toCollection(TreeSet::new));

      assertEquals(1, ids.size(), ids.toString());
    } finally {
      pool.shutdown();
    }
  }

  @DatabaseTest
  void endsAGrantHereAndAtTheProvider(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var connection = room.connection();
    var grant = room.linked(connection);

    assertTrue(room.end.revoke(ACME, connection, grant, ADMIN));

    assertEquals(2, room.waiting());
    assertTrue(room.events.published(VaultGrantRevocationService.UNLINKED, grant.id()));
    assertEquals("connection.unlinked", room.log.last(ACME.id()).event().action());
    assertFalse(room.end.revoke(ACME, connection, grant, ADMIN));
  }

  @DatabaseTest
  void endsAGrantThatWasRenewedMeanwhile(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var connection = room.connection();
    var read = room.linked(connection);
    room.grants.renew(
        ACME.id(),
        read,
        VaultBundleFixture.tokens("a", "r"),
        List.of(),
        VaultBundleFixture.at(100));

    assertTrue(room.end.revoke(ACME, connection, read, ADMIN));

    assertEquals(List.of(), room.grants.findByConnection(ACME.id(), connection.id()));
  }

  @DatabaseTest
  void sendsNoRevocationToProvidersWithoutARevocationEndpoint(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var connection = room.connection("revocation_endpoint", null);
    var grant = room.linked(connection);

    assertTrue(room.end.revoke(ACME, connection, grant, ADMIN));

    assertEquals(0, room.waiting());
  }
}
