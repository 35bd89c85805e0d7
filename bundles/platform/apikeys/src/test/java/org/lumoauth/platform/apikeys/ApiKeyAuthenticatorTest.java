/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.apikeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.platform.apikeys.ApiKeyFixture.ACME;
import static org.lumoauth.platform.apikeys.ApiKeyFixture.GLOBEX;
import static org.lumoauth.platform.apikeys.ApiKeyFixture.SOMEBODY;
import static org.lumoauth.testkit.builder.TestBuilders.aRequest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class ApiKeyAuthenticatorTest {

  @DatabaseTest
  void acceptsKeyInApiKeyHeader(TestDatabase database) {
    var apikeys = new ApiKeyFixture(database);
    var issued = apikeys.keys.issue(ACME, "CI", Set.of("admin:users:read"));

    var caller =
        apikeys.authenticator.authenticate(Optional.of(ACME), with("X-API-Key", issued.key()));

    assertEquals(new SubjectRef(SubjectRef.API_KEY, issued.id()), caller.orElseThrow().subject());
  }

  @DatabaseTest
  void limitsCallerToKeyScopes(TestDatabase database) {
    var apikeys = new ApiKeyFixture(database);
    var key = apikeys.keys.issue(ACME, "CI", Set.of("admin:users:read")).key();

    var caller = apikeys.authenticator.authenticate(Optional.of(ACME), with("X-API-Key", key));

    assertEquals(Set.of("admin:users:read"), caller.orElseThrow().scope());
  }

  @DatabaseTest
  void acceptsKeyAsBearerToken(TestDatabase database) {
    var apikeys = new ApiKeyFixture(database);
    var key = apikeys.keys.issue(ACME, "CI", Set.of("admin")).key();
    var request = with("Authorization", "Bearer " + key);

    assertTrue(apikeys.authenticator.authenticate(Optional.of(ACME), request).isPresent());
  }

  @DatabaseTest
  void acceptsKeyWithApiKeyScheme(TestDatabase database) {
    var apikeys = new ApiKeyFixture(database);
    var key = apikeys.keys.issue(ACME, "CI", Set.of("admin")).key();
    var request = with("Authorization", "ApiKey " + key);

    assertTrue(apikeys.authenticator.authenticate(Optional.of(ACME), request).isPresent());
  }

  @DatabaseTest
  void usesTenantOfKeyIfPathHasNone(TestDatabase database) {
    var apikeys = new ApiKeyFixture(database);
    var key = apikeys.keys.issue(ACME, "CI", Set.of("admin")).key();

    var caller = apikeys.authenticator.authenticate(Optional.empty(), with("X-API-Key", key));

    assertEquals(Optional.of(ACME.id()), caller.orElseThrow().tenantId());
  }

  @DatabaseTest
  void ignoresAccessTokens(TestDatabase database) {
    var apikeys = new ApiKeyFixture(database);
    var request = with("Authorization", "Bearer eyJhbGciOiJFUzI1NiJ9.e30.c2ln");

    assertEquals(Optional.empty(), apikeys.authenticator.authenticate(Optional.of(ACME), request));
  }

  @DatabaseTest
  void forbidsAKeyOfAnotherTenant(TestDatabase database) {
    var apikeys = new ApiKeyFixture(database);
    var key = apikeys.keys.issue(GLOBEX, "CI", Set.of("admin")).key();

    assertEquals(403, refusal(apikeys, key).status());
  }

  @DatabaseTest
  void refusesAnUnknownKey(TestDatabase database) {
    var apikeys = new ApiKeyFixture(database);
    var key = apikeys.keys.issue(GLOBEX, "CI", Set.of("admin")).key();
    var made = key.substring(0, key.length() - 1) + (key.endsWith("A") ? "B" : "A");

    assertEquals(401, refusal(apikeys, made).status());
  }

  /** The same secret under another tenant's name is another key. */
  @DatabaseTest
  void rejectsKeyWithReplacedTenantId(TestDatabase database) {
    var apikeys = new ApiKeyFixture(database);
    var key = apikeys.keys.issue(GLOBEX, "CI", Set.of("admin")).key();
    var moved = key.replace(GLOBEX.id().substring(4), ACME.id().substring(4));

    assertEquals(401, refusal(apikeys, moved).status());
  }

  @DatabaseTest
  void rejectsRevokedKeyImmediately(TestDatabase database) {
    var apikeys = new ApiKeyFixture(database);
    var issued = apikeys.keys.issue(ACME, "CI", Set.of("admin"));
    apikeys.authenticator.authenticate(Optional.of(ACME), with("X-API-Key", issued.key()));

    apikeys.keys.revoke(ACME, issued.id(), SOMEBODY);

    assertEquals(401, refusal(apikeys, issued.key()).status());
  }

  @DatabaseTest
  void appliesScopeRemovalImmediately(TestDatabase database) {
    var apikeys = new ApiKeyFixture(database);
    var issued = apikeys.keys.issue(ACME, "CI", Set.of("admin"));
    var request = with("X-API-Key", issued.key());
    apikeys.authenticator.authenticate(Optional.of(ACME), request);

    apikeys.keys.change(
        ACME,
        issued.id(),
        old -> old.with(old.name(), Set.of("admin:audit:read"), old.expiresAt()),
        SOMEBODY);

    var caller = apikeys.authenticator.authenticate(Optional.of(ACME), request).orElseThrow();
    assertEquals(Set.of("admin:audit:read"), caller.scope());
  }

  @DatabaseTest
  void rejectsKeyOfRemovedTenant(TestDatabase database) {
    var apikeys = new ApiKeyFixture(database);
    var key = apikeys.keys.issue(ACME, "CI", Set.of("admin")).key();
    apikeys.tenants.without(ACME);

    var request = with("X-API-Key", key);
    var refusal =
        assertThrows(
            ApiException.class,
            () -> apikeys.authenticator.authenticate(Optional.empty(), request));

    assertEquals(401, refusal.status());
  }

  @DatabaseTest
  void rejectsExpiredKey(TestDatabase database) {
    var apikeys = new ApiKeyFixture(database);
    var issued = apikeys.keys.issue(ACME, "CI", Set.of("admin"));
    apikeys.store.update(
        ACME.id(),
        issued.id(),
        old -> old.with(old.name(), old.scopes(), Optional.of(Instant.EPOCH)));

    assertEquals(401, refusal(apikeys, issued.key()).status());
  }

  @DatabaseTest
  void refusesTwoKeysInOneRequest(TestDatabase database) {
    var apikeys = new ApiKeyFixture(database);
    var one = apikeys.keys.issue(ACME, "One", Set.of("admin")).key();
    var other = apikeys.keys.issue(ACME, "Other", Set.of("admin")).key();
    var request =
        aRequest()
            .withHeader("X-API-Key", one)
            .withHeader("Authorization", "Bearer " + other)
            .build();

    assertThrows(
        ApiException.class, () -> apikeys.authenticator.authenticate(Optional.of(ACME), request));
  }

  @DatabaseTest
  void storesOnlyHashOfKey(TestDatabase database) throws Exception {
    var apikeys = new ApiKeyFixture(database);
    var key = apikeys.keys.issue(ACME, "CI", Set.of("admin")).key();

    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select secret_hash from apikeys_key")) {
      rows.next();
      assertTrue(rows.getString(1).matches("[0-9a-f]{64}") && !rows.getString(1).equals(key));
    }
  }

  @DatabaseTest
  void recordsLastUseAsynchronously(TestDatabase database) {
    var apikeys = new ApiKeyFixture(database);
    var issued = apikeys.keys.issue(ACME, "CI", Set.of("admin"));
    apikeys.authenticator.authenticate(Optional.of(ACME), with("X-API-Key", issued.key()));

    apikeys.lastUse.flush();

    assertTrue(apikeys.keys.get(ACME, issued.id()).lastUsedAt().isPresent());
  }

  @DatabaseTest
  void reportsRevokedKeyAsUnknown(TestDatabase database) {
    var apikeys = new ApiKeyFixture(database);
    var issued = apikeys.keys.issue(ACME, "CI", Set.of("admin"));
    var subject = new SubjectRef(SubjectRef.API_KEY, issued.id());
    apikeys.source.status(ACME, subject);

    apikeys.keys.revoke(ACME, issued.id(), SOMEBODY);

    assertEquals(SubjectStatus.UNKNOWN, apikeys.source.status(ACME, subject));
  }

  @DatabaseTest
  void reportsKeyAsUnknownInAnotherTenant(TestDatabase database) {
    var apikeys = new ApiKeyFixture(database);
    var issued = apikeys.keys.issue(ACME, "CI", Set.of("admin"));
    var subject = new SubjectRef(SubjectRef.API_KEY, issued.id());

    assertEquals(SubjectStatus.UNKNOWN, apikeys.source.status(GLOBEX, subject));
  }

  @DatabaseTest
  void rejectsUnknownScope(TestDatabase database) {
    var apikeys = new ApiKeyFixture(database);

    assertThrows(
        ApiException.class, () -> apikeys.keys.issue(ACME, "CI", Set.of("admin:everything")));
  }

  @DatabaseTest
  void doesNotAuditKey(TestDatabase database) {
    var apikeys = new ApiKeyFixture(database);
    var key = apikeys.keys.issue(ACME, "CI", Set.of("admin")).key();

    assertTrue(!apikeys.audit.of(ACME.id()).toString().contains(key.substring(31)));
  }

  @DatabaseTest
  void erasesKeysOfTenant(TestDatabase database) {
    var apikeys = new ApiKeyFixture(database);
    var key = apikeys.keys.issue(ACME, "CI", Set.of("admin")).key();
    apikeys.authenticator.authenticate(Optional.of(ACME), with("X-API-Key", key));

    database.eraser(List.of("apikeys_key")).erase(ACME.id());
    apikeys.events.publish(new DomainEvent(DomainEvent.TENANT_CHANGED, ACME.id(), ACME.slug()));

    assertEquals(401, refusal(apikeys, key).status());
  }

  private static ApiException refusal(ApiKeyFixture apikeys, String key) {
    var request = with("X-API-Key", key);
    return assertThrows(
        ApiException.class, () -> apikeys.authenticator.authenticate(Optional.of(ACME), request));
  }

  private static HttpRequestView with(String header, String value) {
    return aRequest().withHeader(header, value).build();
  }
}
