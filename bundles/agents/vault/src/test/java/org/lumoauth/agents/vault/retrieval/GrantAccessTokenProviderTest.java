/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.vault.StubProviderHttpClient.form;
import static org.lumoauth.agents.vault.VaultBundleFixture.ACME;
import static org.lumoauth.agents.vault.VaultBundleFixture.ADA;
import static org.lumoauth.agents.vault.VaultBundleFixture.ADMIN;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.agents.vault.StubProviderHttpClient;
import org.lumoauth.agents.vault.VaultBundleFixture;
import org.lumoauth.agents.vault.connection.VaultConnection;
import org.lumoauth.agents.vault.grant.VaultGrant;
import org.lumoauth.agents.vault.grant.VaultGrantStatus;
import org.lumoauth.agents.vault.provider.ProviderTokens;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class GrantAccessTokenProviderTest {

  @DatabaseTest
  void givesATokenAsLongAsItIsFreshAndThenARenewedOne(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var connection = room.connection();
    linkedFor(room, connection, 3_600);
    var tokens = tokens(room);

    assertEquals("access-0", tokens.of(ACME, connection, ADA.id()).accessToken());
    assertEquals(0, room.provider.sent().size());
    room.now = room.now.plus(Duration.ofMinutes(59));
    assertEquals("access-1", tokens.of(ACME, connection, ADA.id()).accessToken());
    assertEquals("access-1", tokens.of(ACME, connection, ADA.id()).accessToken());
    room.now = room.now.plus(Duration.ofHours(1));
    assertEquals("access-2", tokens.of(ACME, connection, ADA.id()).accessToken());

    assertEquals("refresh-0", form(room.provider.sent().get(0)).get("refresh_token"));
    assertEquals("refresh-1", form(room.provider.sent().get(1)).get("refresh_token"));
  }

  @DatabaseTest
  void asksForTheOrganizationsTokenWhenItIsFirstNeeded(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var machine = room.machine();

    assertEquals("access-1", tokens(room).of(ACME, machine, VaultGrant.MACHINE).accessToken());

    assertEquals("client_credentials", form(room.provider.sent().get(0)).get("grant_type"));
    assertEquals("files.read", form(room.provider.sent().get(0)).get("scope"));
  }

  @DatabaseTest
  void saysWhoHasToLinkAndWhere(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var connection = room.connection();

    var problem =
        refused(404, "grant_not_found", () -> tokens(room).of(ACME, connection, ADA.id()));

    assertEquals(
        ACME.issuer().replace("/api/v1", "/connections/" + connection.id() + "/authorize"),
        problem.details().get("connect_url"));
  }

  @DatabaseTest
  void keepsInMindThatTheProviderEndedTheGrant(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var connection = room.connection();
    var grant = linkedFor(room, connection, 0);
    room.provider.behaves(StubProviderHttpClient.says(400, "{\"error\":\"invalid_grant\"}"));

    refused(409, "grant_revoked", () -> tokens(room).of(ACME, connection, ADA.id()));
    refused(409, "grant_revoked", () -> tokens(room).of(ACME, connection, ADA.id()));

    assertEquals(1, room.provider.sent().size(), "it is not asked again");
    assertEquals(VaultGrantStatus.REVOKED, room.now(grant).status());
    assertTrue(room.events.published("connection.grant-revoked", grant.id()));
  }

  @DatabaseTest
  void triesTheOrganizationsGrantAgainWhateverTheProviderSaid(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var machine = room.machine();
    room.provider.behaves(StubProviderHttpClient.says(400, "{\"error\":\"invalid_grant\"}"));
    refused(409, "refresh_failed", () -> tokens(room).of(ACME, machine, VaultGrant.MACHINE));
    room.provider.behaves(room.provider.gives(60));

    assertEquals("access-1", tokens(room).of(ACME, machine, VaultGrant.MACHINE).accessToken());
  }

  @DatabaseTest
  void givesATokenThatStillHoldsWhileTheProviderIsAway(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var connection = room.connection();
    linkedFor(room, connection, 3_600);
    room.provider.behaves(StubProviderHttpClient.silent(false));
    room.now = room.now.plus(Duration.ofMinutes(59)).plusSeconds(30);

    assertEquals("access-0", tokens(room).of(ACME, connection, ADA.id()).accessToken());
    var grant = room.grants.find(ACME.id(), connection.id(), ADA.id()).orElseThrow();
    refused(503, "provider_unavailable", () -> tokens(room).refresh(ACME, connection, grant));
    room.now = room.now.plusSeconds(30);
    refused(503, "provider_unavailable", () -> tokens(room).of(ACME, connection, ADA.id()));
  }

  @DatabaseTest
  void leavesTheRenewalToTheNodeThatHasIt(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var connection = room.connection();
    var grant = linkedFor(room, connection, 0);
    room.grants.claim(ACME.id(), grant, room.now, room.now.plusSeconds(15));

    var problem =
        refused(503, "refresh_in_progress", () -> tokens(room).of(ACME, connection, ADA.id()));

    assertEquals("2", problem.headers().get("Retry-After"));
    assertEquals(0, room.provider.sent().size());
  }

  @DatabaseTest
  void takesOverFromANodeThatDied(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var connection = room.connection();
    var grant = linkedFor(room, connection, 0);
    room.grants.claim(ACME.id(), grant, room.now, room.now.plusSeconds(15));
    room.now = room.now.plusSeconds(15);

    assertEquals("access-1", tokens(room).of(ACME, connection, ADA.id()).accessToken());
  }

  @DatabaseTest
  void revokesWhatCameForAGrantThatWasEndedMeanwhile(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var connection = room.connection();
    var grant = linkedFor(room, connection, 0);
    var gives = room.provider.gives(3_600);
    room.provider.behaves(
        request -> {
          room.end.revoke(ACME, connection, grant, ADMIN);
          return gives.answer(request);
        });

    refused(404, "grant_not_found", () -> tokens(room).of(ACME, connection, ADA.id()));

    assertEquals(4, room.waiting(), "the old tokens, and the new ones");
  }

  @DatabaseTest
  void saysThatNothingIsThereToRenewBy(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var connection = room.connection();
    room.book.link(
        ACME,
        connection,
        ADA.id(),
        new ProviderTokens(
            "access-0", Optional.empty(), Optional.of(Duration.ofSeconds(60)), Optional.empty()),
        ADMIN);
    room.now = room.now.plusSeconds(55);
    assertEquals("access-0", tokens(room).of(ACME, connection, ADA.id()).accessToken());
    room.now = room.now.plusSeconds(10);

    refused(409, "grant_expired", () -> tokens(room).of(ACME, connection, ADA.id()));
  }

  private static GrantAccessTokenProvider tokens(VaultBundleFixture room) {
    return new GrantAccessTokenProvider(
        room.grants, room.book, room.requests, room.revocations, room.settings, () -> room.now);
  }

  private static VaultGrant linkedFor(
      VaultBundleFixture room, VaultConnection connection, long seconds) {
    return room.book.link(
        ACME,
        connection,
        ADA.id(),
        new ProviderTokens(
            "access-0",
            Optional.of("refresh-0"),
            Optional.of(Duration.ofSeconds(seconds)),
            Optional.of(List.of("files.read"))),
        ADMIN);
  }

  private static ApiException refused(int status, String code, Executable asked) {
    var problem = assertThrows(ApiException.class, asked);
    assertEquals(code, problem.code());
    assertEquals(status, problem.status());
    return problem;
  }
}
