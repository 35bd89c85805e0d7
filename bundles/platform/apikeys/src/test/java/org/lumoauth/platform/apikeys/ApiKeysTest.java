package org.lumoauth.platform.apikeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.Builders.aRequest;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.IssuedApiKey;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeSecretVault;

class ApiKeysTest {
  private static final TenantContext ACME = aTenant("acme").build();
  private static final TenantContext OTHER = aTenant("other").build();
  private static final Set<String> SCOPES = Set.of("admin:users:read", "authz:check");

  private LastUse lastUse;

  private final class Fixture {
    final ApiKeyStore store;
    final KnownKeys known;
    final ApiKeyAdministration keys;
    final ApiKeyAuthenticator authenticator;
    final ApiKeySubjects subjects;

    Fixture(TestDatabase database) {
      store = new ApiKeyStore(database.open(ApiKeyStore.UNIT));
      var vault = new FakeSecretVault();
      known = new KnownKeys(store, vault);
      keys =
          new ApiKeyAdministration(store, known, vault, new FakeIdentifiers(), new FakeAuditLog());
      lastUse = new LastUse(store);
      authenticator = new ApiKeyAuthenticator(known, lastUse);
      subjects = new ApiKeySubjects(known);
    }

    IssuedApiKey issue() {
      return keys.issue(ACME, "Deployment", SCOPES);
    }

    Optional<Caller> call(TenantContext tenant, String header, String value) {
      return authenticator.authenticate(
          Optional.of(tenant), aRequest().withHeader(header, value).build());
    }

    SubjectStatus status(String id) {
      return subjects.status(ACME, new SubjectRef(SubjectRef.API_KEY, id));
    }
  }

  @AfterEach
  void stopNoting() {
    lastUse.close();
  }

  @DatabaseTest
  void authenticatesByAnyOfTheHeadersThatCarryAKey(TestDatabase database) {
    var acme = new Fixture(database);
    var key = acme.issue();

    for (var caller :
        List.of(
            acme.call(ACME, "X-API-Key", key.key()).orElseThrow(),
            acme.call(ACME, "Authorization", "ApiKey " + key.key()).orElseThrow(),
            acme.call(ACME, "Authorization", "Bearer " + key.key()).orElseThrow())) {
      assertEquals(key.id(), caller.subject().id());
      assertEquals(SCOPES, caller.scope());
      assertEquals(Optional.of(ACME.id()), caller.tenantId());
    }
  }

  @DatabaseTest
  void leavesOtherBearerTokensToOthers(TestDatabase database) {
    assertEquals(
        Optional.empty(), new Fixture(database).call(ACME, "Authorization", "Bearer eyJ.a.b"));
  }

  @DatabaseTest
  void refusesAKeyThatThereIsNot(TestDatabase database) {
    var acme = new Fixture(database);
    var key = acme.issue().key();
    var altered = key.substring(0, key.length() - 1) + (key.endsWith("A") ? "B" : "A");

    var refusal = assertThrows(Problem.class, () -> acme.call(ACME, "X-API-Key", altered));

    assertEquals(401, refusal.status());
  }

  @DatabaseTest
  void refusesAKeyOfAnotherTenantAsForeign(TestDatabase database) {
    var acme = new Fixture(database);
    var key = acme.issue().key();

    var refusal = assertThrows(Problem.class, () -> acme.call(OTHER, "X-API-Key", key));

    assertEquals(403, refusal.status());
  }

  @DatabaseTest
  void endsAKeyAtOnce(TestDatabase database) {
    var acme = new Fixture(database);
    var key = acme.issue();
    acme.call(ACME, "X-API-Key", key.key());
    assertEquals(SubjectStatus.ENABLED, acme.status(key.id()));

    acme.keys.end(ACME, key.id(), Initiator.server("test"));

    assertThrows(Problem.class, () -> acme.call(ACME, "X-API-Key", key.key()));
    assertEquals(SubjectStatus.UNKNOWN, acme.status(key.id()));
  }

  @DatabaseTest
  void refusesAnExpiredKey(TestDatabase database) {
    var acme = new Fixture(database);
    var key = acme.issue();
    acme.keys.change(
        ACME,
        key.id(),
        was ->
            new ApiKey(
                was.id(),
                was.name(),
                was.scopes(),
                was.createdAt(),
                Optional.of(Instant.now().minus(Duration.ofSeconds(1))),
                was.lastUsedAt()),
        Initiator.server("test"));

    assertThrows(Problem.class, () -> acme.call(ACME, "X-API-Key", key.key()));
    assertEquals(SubjectStatus.DISABLED, acme.status(key.id()));
  }

  @DatabaseTest
  void refusesAScopeThatThereIsNot(TestDatabase database) {
    var acme = new Fixture(database);

    var refusal =
        assertThrows(Problem.class, () -> acme.keys.issue(ACME, "Wrong", Set.of("admin:moon")));

    assertEquals(422, refusal.status());
  }

  @DatabaseTest
  void writesDownWhenAKeyWasUsed(TestDatabase database) {
    var acme = new Fixture(database);
    var key = acme.issue();
    acme.call(ACME, "X-API-Key", key.key());

    lastUse.write();

    assertTrue(acme.store.byId(ACME.id(), key.id()).orElseThrow().lastUsedAt().isPresent());
  }

  @DatabaseTest
  void keepsNoSecret(TestDatabase database) {
    var acme = new Fixture(database);
    var key = acme.issue();

    var stored = acme.store.byId(ACME.id(), key.id()).orElseThrow();

    assertFalse(stored.toString().contains(key.key().substring(31)));
  }

  @DatabaseTest
  void removesTheKeysOfAnErasedTenantAndNoOthers(TestDatabase database) {
    var acme = new Fixture(database);
    var ours = acme.issue();
    var theirs = acme.keys.issue(OTHER, "Theirs", SCOPES);

    new ApiKeyData(acme.store, acme.known).erase(ACME.id());

    assertEquals(Optional.empty(), acme.store.byId(ACME.id(), ours.id()));
    assertTrue(acme.store.byId(OTHER.id(), theirs.id()).isPresent());
  }
}
