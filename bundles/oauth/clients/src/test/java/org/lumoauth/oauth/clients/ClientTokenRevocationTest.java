/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.TokenRevocationEvent;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** Tokens and data that end with a client or with a part of its permissions. */
class ClientTokenRevocationTest extends ClientRegistryTestBase {
  @DatabaseTest
  void disablesClientAndRevokesItsTokens(TestDatabase database) {
    var room = new Room(database);
    var client = room.registry.create(ACME, settings("Robot", true), ADMIN).client();
    var jwt = issue(client);
    assertEquals(SubjectStatus.ENABLED, room.subjects.status(ACME, client.subject()));

    room.registry.change(ACME, client.clientId(), was -> was.withActive(false), ADMIN);

    assertEquals(SubjectStatus.DISABLED, room.subjects.status(ACME, client.subject()));
    assertFalse(room.source.find(ACME, client.clientId()).orElseThrow().enabled());
    assertThrows(InvalidTokenException.class, () -> tokens.verify(ACME, jwt));
    assertEquals("client.disabled", log.last(ACME.id()).event().action());
  }

  @DatabaseTest
  void revokesTokensIfClientLosesScope(TestDatabase database) {
    var room = new Room(database);
    var client = room.registry.create(ACME, settings("Robot", true), ADMIN).client();
    var jwt = issue(client);

    room.registry.change(ACME, client.clientId(), was -> was.withScopes(List.of("a")), ADMIN);

    assertThrows(InvalidTokenException.class, () -> tokens.verify(ACME, jwt));
  }

  @DatabaseTest
  void revokesTokensIfClientProfileChanges(TestDatabase database) {
    var room = new Room(database);
    var client = room.registry.create(ACME, settings("Robot", true), ADMIN).client();
    for (String profile : List.of("fapi2-security", "fapi2-message-signing")) {
      var jwt = issue(client);

      room.registry.change(ACME, client.clientId(), was -> heldTo(was, profile), ADMIN);

      assertThrows(InvalidTokenException.class, () -> tokens.verify(ACME, jwt), profile);
    }
  }

  @DatabaseTest
  void preservesTokensIfProfileIsUnchanged(TestDatabase database) throws Exception {
    var room = new Room(database);
    var client =
        room.registry
            .create(ACME, heldTo(settings("Robot", true), "fapi2-security"), ADMIN)
            .client();
    var jwt = issue(client);

    room.registry.change(
        ACME, client.clientId(), was -> was.withScopes(List.of("a", "b", "c")), ADMIN);

    assertEquals(client.clientId(), tokens.verify(ACME, jwt).clientId());
  }

  private static RegisteredClientSettings heldTo(RegisteredClientSettings of, String profile) {
    return new RegisteredClientSettings(
        of.name(),
        of.confidential(),
        of.active(),
        of.requiresPkce(),
        of.applicationType(),
        of.grantTypes(),
        of.scopes(),
        of.authenticationMethods(),
        of.redirectUris(),
        of.audienceUris(),
        of.accessTokenSeconds(),
        of.refreshTokenSeconds(),
        Map.of("profile", profile));
  }

  @DatabaseTest
  void preservesTokensIfClientGainsScope(TestDatabase database) throws Exception {
    var room = new Room(database);
    var client = room.registry.create(ACME, settings("Robot", true), ADMIN).client();
    var jwt = issue(client);

    room.registry.change(
        ACME, client.clientId(), was -> was.withScopes(List.of("a", "b", "c")), ADMIN);

    assertEquals(client.clientId(), tokens.verify(ACME, jwt).clientId());
  }

  @DatabaseTest
  void deletesClientAndRevokesItsTokens(TestDatabase database) {
    var room = new Room(database);
    var client = room.registry.create(ACME, settings("Robot", true), ADMIN).client();
    var jwt = issue(client);
    room.registry.delete(ACME, client.clientId(), ADMIN);

    assertEquals(SubjectStatus.UNKNOWN, room.subjects.status(ACME, client.subject()));
    assertThrows(InvalidTokenException.class, () -> tokens.verify(ACME, jwt));
    assertEquals(
        404,
        assertThrows(ApiException.class, () -> room.registry.get(ACME, client.clientId()))
            .status());
  }

  @DatabaseTest
  void neverReusesTheIdOfARemovedClient(TestDatabase database) {
    var room = new Room(database);
    var id = room.registry.create(ACME, settings("Robot", true), ADMIN).client().clientId();
    room.registry.delete(ACME, id, ADMIN);

    var refusal =
        assertThrows(
            ApiException.class,
            () -> room.registry.create(ACME, id, settings("Heir", true), ADMIN));

    assertEquals("duplicate_resource", refusal.code());
    assertEquals(
        id, room.registry.create(GLOBEX, id, settings("Other", true), ADMIN).client().clientId());
  }

  @DatabaseTest
  void neverReusesTheIdOfAnAgent(TestDatabase database) {
    var room = new Room(database);
    others.with(ACME, aClient().withId("cli_living").build()).withRemoved(ACME, "cli_gone");

    for (var id : List.of("cli_living", "cli_gone")) {
      var refusal =
          assertThrows(
              ApiException.class,
              () -> room.registry.create(ACME, id, settings("Heir", true), ADMIN));
      assertEquals("duplicate_resource", refusal.code());
      assertEquals(Optional.empty(), room.registry.find(ACME, id));
    }
  }

  @DatabaseTest
  void doesNotReuseTheIdOfAConcurrentlyRemovedClient(TestDatabase database) throws Exception {
    var room = new Room(database);
    var id = room.registry.create(ACME, settings("Robot", true), ADMIN).client().clientId();
    var heir =
        new FutureTask<>(() -> room.registry.create(ACME, id, settings("Heir", true), ADMIN));
    var asking = new Thread(heir);

    room.store.remove(
        ACME.id(),
        id,
        new OutboxEvents() {
          @Override
          public void write(Connection connection) {
            asking.start();
            try {
              asking.join(500); // it waits for the row by then
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }

          @Override
          public void publish() {
            // nobody is told
          }
        });

    var failure = assertThrows(ExecutionException.class, () -> heir.get(30, TimeUnit.SECONDS));
    assertEquals(
        "duplicate_resource", assertInstanceOf(ApiException.class, failure.getCause()).code());
    assertEquals(Optional.empty(), room.store.find(ACME.id(), id));
  }

  @DatabaseTest
  void writesRevocationEventInDeletionTransaction(TestDatabase database) {
    var room = new ConfidentialClientFixture(database);
    var id = room.client(ACME, "Robot").client().clientId();
    var kept = room.client(ACME, "Other").client().clientId();
    room.registry.delete(ACME, id, ADMIN);
    assertEquals(
        List.of(new DomainEvent("client.changed", ACME.id(), id), tokensOf(id)),
        room.events.written());
    room.events.failWrites();

    assertThrows(RuntimeException.class, () -> room.registry.delete(ACME, kept, ADMIN));

    assertEquals(kept, room.registry.get(ACME, kept).clientId());
  }

  @DatabaseTest
  void writesRevocationEventInUpdateTransaction(TestDatabase database) {
    var room = new ConfidentialClientFixture(database);
    var id = room.client(ACME, "Robot").client().clientId();
    room.registry.change(ACME, id, was -> was.withScopes(List.of("a", "b")), ADMIN);
    assertEquals(List.of(), room.events.written());
    room.registry.change(ACME, id, was -> was.withScopes(List.of("a")), ADMIN);
    assertEquals(List.of(tokensOf(id)), room.events.written());
    assertTrue(room.events.published(TokenRevocationEvent.TYPE, tokensOf(id).id()));
    room.events.failWrites();

    assertThrows(
        RuntimeException.class,
        () -> room.registry.change(ACME, id, was -> was.withActive(false), ADMIN));

    assertTrue(room.registry.get(ACME, id).settings().active());
  }

  private static DomainEvent tokensOf(String clientId) {
    return new TokenRevocationEvent(ACME.id(), new SubjectRef(SubjectRef.CLIENT, clientId))
        .toEvent();
  }

  @DatabaseTest
  void erasesClientsOfTenant(TestDatabase database) {
    var room = new Room(database);
    var client = room.registry.create(ACME, settings("Robot", true), ADMIN).client();
    database.eraser(List.of("oac_client", "oac_client_gone", "oac_scope")).erase(ACME.id());
    room.memory.onEvent(new DomainEvent(DomainEvent.TENANT_CHANGED, ACME.id(), ACME.slug()));

    assertEquals(Optional.empty(), room.source.find(ACME, client.clientId()));
  }

  private String issue(RegisteredClient client) {
    return tokens
        .issue(
            ACME,
            new AccessTokenIssuanceRequest(
                client.asClient(),
                client.subject(),
                List.of(),
                Set.of("a"),
                List.of(),
                Duration.ofHours(1),
                Optional.empty(),
                Map.of()))
        .value();
  }
}
