/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.vault.VaultBundleFixture.ACME;
import static org.lumoauth.agents.vault.VaultBundleFixture.ADMIN;
import static org.lumoauth.agents.vault.VaultBundleFixture.GLOBEX;
import static org.lumoauth.agents.vault.VaultBundleFixture.SECRET;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.agents.vault.VaultBundleFixture;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class ConnectionRegistryTest {

  @DatabaseTest
  void keepsWhatIsRegistered(TestDatabase database) {
    var room = new VaultBundleFixture(database);

    var made = room.connection();

    assertTrue(made.id().startsWith("con_"), made.id());
    assertEquals(made, room.connections.get(ACME, made.id()));
    assertEquals(Optional.of(SECRET), room.connectionStore.findSecret(ACME.id(), made));
    assertTrue(room.events.published(ConnectionRegistry.CHANGED, made.id()));
    assertEquals(List.of("connection.created"), room.log.actions(ACME.id()));
    assertFalse(room.log.of(ACME.id()).toString().contains(SECRET));
  }

  @DatabaseTest
  void keepsTheSecretEncrypted(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    room.connection();

    byte[] kept =
        room.unit
            .query(row -> row.getBytes(1), "select client_secret from vault_connection")
            .get(0);

    assertFalse(new String(kept, StandardCharsets.ISO_8859_1).contains(SECRET));
  }

  @DatabaseTest
  void opensNoSecretInAnotherRow(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var first = room.connection();
    var second = room.connection("client_secret", "another");
    byte[] kept =
        room.unit
            .query(
                row -> row.getBytes(1),
                "select client_secret from vault_connection where connection_id = ?",
                first.id())
            .get(0);
    room.unit.update(
        "update vault_connection set client_secret = ? where connection_id = ?", kept, second.id());

    var failure =
        assertThrows(
            IllegalStateException.class, () -> room.connectionStore.findSecret(ACME.id(), second));
    assertEquals("key, context and ciphertext do not match", failure.getMessage());
  }

  @DatabaseTest
  void keepsNoAddressThatMayNotBeAsked(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var made = room.connection();
    for (String endpoint : List.of("token_endpoint", "revocation_endpoint")) {
      assertEquals(endpoint, field(() -> room.connection(endpoint, "https://10.0.0.1/")));
      Map<String, Object> moved = Map.of(endpoint, "https://10.0.0.1/", "client_secret", "another");
      assertEquals(endpoint, field(() -> room.connections.change(ACME, made.id(), moved, ADMIN)));
    }

    assertEquals(made, room.connections.get(ACME, made.id()));
  }

  @DatabaseTest
  void needsTheSecretOfAClientThatAuthenticates(TestDatabase database) {
    var room = new VaultBundleFixture(database);

    assertEquals("client_secret", field(() -> room.connection("client_secret", "")));
    assertEquals("client_secret", field(() -> room.connection("client_secret", 1)));
    assertEquals(
        "client_secret", field(() -> room.connection("token_endpoint_auth_method", "none")));
  }

  @DatabaseTest
  void keepsSecretAndGrantsThroughAChangeOfItsName(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var made = room.connection();
    var grant = room.linked(made);

    var changed = room.connections.change(ACME, made.id(), Map.of("name", "Documents"), ADMIN);

    assertEquals("Documents", changed.spec().name());
    assertEquals(Optional.of(SECRET), room.connectionStore.findSecret(ACME.id(), changed));
    assertEquals(grant, room.now(grant));
  }

  @DatabaseTest
  void takesNothingAlongToAnotherParty(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    for (String member :
        List.of("token_endpoint", "revocation_endpoint", "authorization_endpoint")) {
      var made = room.connection();
      room.linked(made);
      long before = room.waiting();
      String evil = "https://evil.example/x";

      assertEquals(
          "client_secret",
          field(() -> room.connections.change(ACME, made.id(), Map.of(member, evil), ADMIN)));
      assertEquals(1, room.grants.findByConnection(ACME.id(), made.id()).size());

      var changed =
          room.connections.change(
              ACME, made.id(), Map.of(member, evil, "client_secret", "new"), ADMIN);

      assertTrue(changed.spec().enabled());
      assertEquals(List.of(), room.grants.findByConnection(ACME.id(), made.id()));
      assertEquals(2, room.waiting() - before, "both tokens are revoked where they came from");
      assertEquals(Optional.of("new"), room.connectionStore.findSecret(ACME.id(), changed));
    }
  }

  @DatabaseTest
  void takesNoGrantsAlongToAgentsThatNobodyLetHaveThem(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var made = room.connection();
    room.linked(made);
    Map<String, Object> body = Map.of("capability", "weather.use", "agent_ids", List.of());

    var changed = room.connections.change(ACME, made.id(), body, ADMIN);

    assertEquals("weather.use", changed.spec().capability());
    assertTrue(changed.spec().enabled());
    assertEquals(List.of(), room.grants.findByConnection(ACME.id(), made.id()));
    assertEquals(2, room.waiting(), "both tokens are revoked");
    assertEquals(Optional.of(SECRET), room.connectionStore.findSecret(ACME.id(), changed));
    assertThrows(ApiException.class, () -> room.linked(made), "who read the old one links nothing");
  }

  @DatabaseTest
  void givesNoNewSecretToWhoReadTheConnectionBefore(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var before = room.connection();

    room.connections.change(
        ACME,
        before.id(),
        Map.of("token_endpoint", "https://b.example/t", "client_secret", "new"),
        ADMIN);

    assertEquals(Optional.empty(), room.connectionStore.findSecret(ACME.id(), before));
    assertThrows(ApiException.class, () -> room.linked(before), "and links nothing to it");
  }

  @DatabaseTest
  void withdrawsTheTokensOfAgentsThatItIsNotForAnyMore(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var made = room.connection();
    var grant = room.linked(made);
    String other = "agt_01KB7Q2M5E9W8X3Y01KB7Q2M5E";
    room.handed.recordDelivery(ACME.id(), grant, other, room.now);

    room.connections.change(ACME, made.id(), Map.of("agent_ids", List.of(other)), ADMIN);
    assertTrue(room.now(grant).holds(room.now), "it is for this one");
    room.connections.change(ACME, made.id(), Map.of("status", "disabled"), ADMIN);

    assertFalse(room.now(grant).holds(room.now));
    assertEquals(1, room.waiting(), "the access token alone");
  }

  @DatabaseTest
  void endsTheGrantsOfWhatIsRemoved(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var made = room.connection();
    room.linked(made);

    room.connections.delete(ACME, made.id(), ADMIN);

    assertEquals(
        404,
        assertThrows(ApiException.class, () -> room.connections.get(ACME, made.id())).status());
    assertEquals(List.of(), room.grants.findByConnection(ACME.id(), made.id()));
    assertEquals(2, room.waiting());
    assertEquals("connection.deleted", room.log.last(ACME.id()).event().action());
  }

  @DatabaseTest
  void showsNothingOfAnotherTenant(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var made = room.connection();

    assertEquals(List.of(), room.connections.list(GLOBEX));
    assertEquals(
        "connection_not_found",
        assertThrows(ApiException.class, () -> room.connections.get(GLOBEX, made.id())).code());
    assertThrows(
        ApiException.class,
        () -> room.connections.change(GLOBEX, made.id(), Map.of("name", "Ours"), ADMIN));
    assertThrows(ApiException.class, () -> room.connections.delete(GLOBEX, made.id(), ADMIN));
    assertEquals(Optional.empty(), room.connectionStore.findSecret(GLOBEX.id(), made));
  }

  @DatabaseTest
  void changesNothingThatCanNotBeRecorded(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var made = room.connection();
    room.log.unavailable();

    assertThrows(ApiException.class, () -> room.connections.delete(ACME, made.id(), ADMIN));

    assertEquals(List.of(made), room.connections.list(ACME));
  }

  private static Object field(Executable refused) {
    return assertThrows(ApiException.class, refused).details().get("field");
  }
}
