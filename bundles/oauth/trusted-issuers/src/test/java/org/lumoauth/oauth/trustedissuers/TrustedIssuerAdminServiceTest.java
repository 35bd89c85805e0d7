/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.trustedissuers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.oauth.trustedissuers.TrustedIssuerBundleFixture.ACME;
import static org.lumoauth.oauth.trustedissuers.TrustedIssuerBundleFixture.ADMIN;
import static org.lumoauth.oauth.trustedissuers.TrustedIssuerBundleFixture.GLOBEX;
import static org.lumoauth.oauth.trustedissuers.TrustedIssuerBundleFixture.settings;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.token.TokenRevocationEvent;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.oauth.trustedissuers.rest.TrustedIssuerRequestParser;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class TrustedIssuerAdminServiceTest {

  private static final String IDP = "https://idp.example.com";

  @DatabaseTest
  void storesEverySetting(TestDatabase database) {
    var room = new TrustedIssuerBundleFixture(database);
    var made = room.issuers.create(ACME, settings(IDP), ADMIN);

    assertEquals(settings(IDP), room.issuers.get(ACME, made.id()).settings());
    assertEquals(Optional.of(made.id()), named(room, IDP));
    assertEquals("trusted_issuer.created", room.log.last(ACME.id()).event().action());
  }

  @DatabaseTest
  void comparesIssuersByteForByte(TestDatabase database) {
    var room = new TrustedIssuerBundleFixture(database);
    room.issuers.create(ACME, settings(IDP), ADMIN);
    var other = room.issuers.create(ACME, settings("https://IDP.example.com"), ADMIN);

    assertEquals(Optional.of(other.id()), named(room, "https://IDP.example.com"));
    assertEquals(Optional.empty(), named(room, IDP + " "));
  }

  @DatabaseTest
  void rejectsDuplicateIssuer(TestDatabase database) {
    var room = new TrustedIssuerBundleFixture(database);
    room.issuers.create(ACME, settings(IDP), ADMIN);
    var other = room.issuers.create(ACME, settings("https://other.example"), ADMIN);

    assertEquals(409, status(() -> room.issuers.create(ACME, settings(IDP), ADMIN)));
    assertEquals(
        409, status(() -> room.issuers.change(ACME, other.id(), was -> settings(IDP), ADMIN)));
  }

  @DatabaseTest
  void rejectsOwnIssuer(TestDatabase database) {
    var room = new TrustedIssuerBundleFixture(database);

    assertEquals(422, status(() -> room.issuers.create(ACME, settings(ACME.issuer()), ADMIN)));
  }

  @DatabaseTest
  void limitsNumberOfIssuers(TestDatabase database) {
    var room = new TrustedIssuerBundleFixture(database);
    for (int i = 0; i < TrustedIssuerAdminService.MAX_ISSUERS; i++) {
      room.store.add(ACME.id(), "tis_" + i, settings(IDP + "/" + i), Instant.EPOCH);
    }

    assertEquals(422, status(() -> room.issuers.create(ACME, settings(IDP), ADMIN)));
  }

  @DatabaseTest
  void isolatesTenants(TestDatabase database) {
    var room = new TrustedIssuerBundleFixture(database);
    var made = room.issuers.create(ACME, settings(IDP), ADMIN);

    assertEquals(404, status(() -> room.issuers.get(GLOBEX, made.id())));
    assertEquals(404, status(() -> room.issuers.delete(GLOBEX, made.id(), ADMIN)));
    assertEquals(List.of(), room.issuers.list(GLOBEX));
    assertEquals(SubjectStatus.UNKNOWN, status(room, GLOBEX, made.subject()));
  }

  @DatabaseTest
  void revokesTokensIfIssuerIsDisabled(TestDatabase database) {
    endsTokens(database, before -> before.withEnabled(false));
  }

  @DatabaseTest
  void revokesTokensIfIssuerScopesShrink(TestDatabase database) {
    endsTokens(database, change("scopes", List.of("documents.read")));
  }

  @DatabaseTest
  void revokesTokensIfIssuerKeysChange(TestDatabase database) {
    endsTokens(database, change("jwksUri", "https://idp.example.com/jwks"));
  }

  @DatabaseTest
  void revokesTokensIfSubjectMappingChanges(TestDatabase database) {
    endsTokens(database, change("subjectMapping", "user_id"));
  }

  @DatabaseTest
  void preservesTokensIfTrustIsExtended(TestDatabase database) {
    var room = new TrustedIssuerBundleFixture(database);
    var made = room.issuers.create(ACME, settings(IDP), ADMIN);
    room.tokens.issue(ACME, from(made));
    room.issuers.change(ACME, made.id(), change("clients", List.of("app", "other")), ADMIN);

    assertEquals(1, room.tokens.issued().size());
  }

  @DatabaseTest
  void writesRevocationEventInUpdateTransaction(TestDatabase database) {
    var room = new TrustedIssuerBundleFixture(database);
    room.users.with(ACME, TrustedIssuerBundleFixture.user("usr_1", "ada@example.com", true));
    var made = room.issuers.create(ACME, settings(IDP), ADMIN);
    var link = room.links.link(ACME, made.id(), "ada", "usr_1", ADMIN);
    var ends = new TokenRevocationEvent(ACME.id(), made.subject()).toEvent();
    room.issuers.change(ACME, made.id(), change("clients", List.of("app", "other")), ADMIN);
    assertEquals(List.of(), room.events.written());
    room.links.unlink(ACME, made.id(), link.id(), ADMIN);
    room.issuers.change(ACME, made.id(), change("scopes", List.of("documents.read")), ADMIN);
    assertEquals(List.of(ends, ends), room.events.written());
    var again = room.links.link(ACME, made.id(), "ada", "usr_1", ADMIN);
    room.events.failWrites();

    assertThrows(
        RuntimeException.class,
        () -> room.issuers.change(ACME, made.id(), was -> was.withEnabled(false), ADMIN));
    assertThrows(RuntimeException.class, () -> room.issuers.delete(ACME, made.id(), ADMIN));
    assertThrows(
        RuntimeException.class, () -> room.links.unlink(ACME, made.id(), again.id(), ADMIN));

    assertTrue(room.issuers.get(ACME, made.id()).settings().enabled());
  }

  @DatabaseTest
  void updatesSubjectStatusImmediately(TestDatabase database) {
    var room = new TrustedIssuerBundleFixture(database);
    var made = room.issuers.create(ACME, settings(IDP), ADMIN);

    assertEquals(SubjectStatus.ENABLED, status(room, ACME, made.subject()));
    room.issuers.change(ACME, made.id(), was -> was.withEnabled(false), ADMIN);
    assertEquals(SubjectStatus.DISABLED, status(room, ACME, made.subject()));
    room.issuers.delete(ACME, made.id(), ADMIN);
    assertEquals(SubjectStatus.UNKNOWN, status(room, ACME, made.subject()));
  }

  @DatabaseTest
  void reportsOtherSubjectTypesAsUnknown(TestDatabase database) {
    var room = new TrustedIssuerBundleFixture(database);
    var made = room.issuers.create(ACME, settings(IDP), ADMIN);

    assertEquals(
        SubjectStatus.UNKNOWN, status(room, ACME, new SubjectRef(SubjectRef.USER, made.id())));
  }

  @DatabaseTest
  void seesChangesOfAnotherNode(TestDatabase database) {
    var room = new TrustedIssuerBundleFixture(database);
    var other = database.anotherServer().open(TestDatabase.tablesOf(TrustedIssuerStore.class));
    var made = room.issuers.create(ACME, settings(IDP), ADMIN);
    assertEquals(SubjectStatus.ENABLED, status(room, ACME, made.subject()));
    new TrustedIssuerStore(other).remove(ACME.id(), made.id(), room.events.prepare());
    room.events.publish(new DomainEvent(TrustedIssuerCache.CHANGED, ACME.id(), made.id()));

    assertEquals(SubjectStatus.UNKNOWN, status(room, ACME, made.subject()));
    other.close();
  }

  @DatabaseTest
  void auditsValuesBeforeAndAfter(TestDatabase database) {
    var room = new TrustedIssuerBundleFixture(database);
    var made = room.issuers.create(ACME, settings(IDP), ADMIN);
    room.issuers.change(ACME, made.id(), was -> was.withEnabled(false), ADMIN);
    var event = room.log.last(ACME.id()).event();

    assertEquals("trusted_issuer.disabled", event.action());
    assertEquals(true, ((Map<?, ?>) event.details().get("before")).get("enabled"));
    assertEquals(false, ((Map<?, ?>) event.details().get("after")).get("enabled"));
  }

  @DatabaseTest
  void erasesTenantData(TestDatabase database) {
    var room = new TrustedIssuerBundleFixture(database);
    room.users.with(ACME, TrustedIssuerBundleFixture.user("usr_1", "a@example.com", true));
    var made = room.issuers.create(ACME, settings(IDP), ADMIN);
    var stays = room.issuers.create(GLOBEX, settings(IDP), ADMIN);
    room.links.link(ACME, made.id(), "alice", "usr_1", ADMIN);
    database.eraser(List.of("oti_subject", "oti_issuer")).erase(ACME.id());
    room.events.publish(new DomainEvent(DomainEvent.TENANT_CHANGED, ACME.id(), ACME.slug()));

    assertEquals(List.of(), room.issuers.list(ACME));
    assertEquals(Optional.empty(), room.linkStore.user(ACME.id(), made.id(), "alice"));
    assertEquals(SubjectStatus.UNKNOWN, status(room, ACME, made.subject()));
    assertEquals(SubjectStatus.ENABLED, status(room, GLOBEX, stays.subject()));
  }

  private static void endsTokens(
      TestDatabase database, UnaryOperator<TrustedIssuerDefinition> change) {
    var room = new TrustedIssuerBundleFixture(database);
    var made = room.issuers.create(ACME, settings(IDP), ADMIN);
    var other = room.issuers.create(ACME, settings("https://other.example"), ADMIN);
    room.tokens.issue(ACME, from(made));
    room.tokens.issue(ACME, from(other));
    room.issuers.change(ACME, made.id(), change, ADMIN);

    assertEquals(1, room.tokens.issued().size());
    assertTrue(room.tokens.issued().get(0).claims().toString().contains(other.id()));
  }

  private static UnaryOperator<TrustedIssuerDefinition> change(String member, Object value) {
    return before -> TrustedIssuerRequestParser.change(before, Map.of(member, value));
  }

  private static AccessTokenIssuanceRequest from(RegisteredIssuer issuer) {
    return new AccessTokenIssuanceRequest(
        aClient().build(),
        aUserRef(),
        List.of(),
        Set.of(),
        List.of(),
        Duration.ofHours(1),
        Optional.empty(),
        Map.of("issuer_ids", List.of(issuer.id())));
  }

  private static SubjectStatus status(
      TrustedIssuerBundleFixture room, TenantContext tenant, SubjectRef subject) {
    return new TrustedIssuerSubjectSource(room.memory).status(tenant, subject);
  }

  private static Optional<String> named(TrustedIssuerBundleFixture room, String issuer) {
    return room.memory.findByIssuer(ACME.id(), issuer).map(RegisteredIssuer::id);
  }

  private static int status(Runnable work) {
    return assertThrows(ApiException.class, work::run).status();
  }
}
