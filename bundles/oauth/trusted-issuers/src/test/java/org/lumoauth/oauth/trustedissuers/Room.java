package org.lumoauth.oauth.trustedissuers;

import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.builder.JwtSigner;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEvents;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeTokenService;
import org.lumoauth.testkit.fake.FakeUserDirectory;

/** The bundle on a database, between fakes. */
final class Room {

  static final TenantContext ACME = aTenant().build();
  static final TenantContext GLOBEX = aTenant("globex").build();
  static final Initiator ADMIN = Initiator.server("test");
  static final JwtSigner KEY = JwtSigner.es256("k1");

  final FakeTokenService tokens = new FakeTokenService();
  final FakeDomainEvents events = new FakeDomainEvents();
  final FakeAuditLog log = new FakeAuditLog();
  final FakeUserDirectory users = new FakeUserDirectory();
  final IssuerStore store;
  final LinkStore linkStore;
  final IssuerMemory memory;
  final IssuerRegistry issuers;
  final SubjectLinks links;
  final SubjectMapping mapping;

  Room(TestDatabase database) {
    var unit = new IssuersUnit(database.open(IssuersUnit.DEFINITION));
    var identifiers = new FakeIdentifiers();
    store = new IssuerStore(unit);
    linkStore = new LinkStore(unit);
    memory = new IssuerMemory(store);
    issuers = new IssuerRegistry(store, memory, identifiers, tokens, events, log);
    links = new SubjectLinks(issuers, linkStore, users, identifiers, tokens, log);
    mapping = new SubjectMapping(users, linkStore);
    events.tell(memory);
    events.tell(new LinkEnds(linkStore));
  }

  static IssuerSettings settings(String issuer) {
    return settings(issuer, IssuerSettings.LINKED, List.of(), List.of());
  }

  static IssuerSettings settings(
      String issuer, String mapping, List<String> domains, List<String> subjects) {
    return new IssuerSettings(
        issuer,
        "IdP",
        true,
        Map.of("keys", List.of(KEY.jwk())),
        "",
        List.of("ES256"),
        List.of(),
        List.of("app"),
        List.of("documents.read", "documents.write"),
        mapping,
        domains,
        subjects,
        600);
  }

  static User user(String id, String email, boolean verified) {
    return new User(
        id,
        email,
        Optional.empty(),
        Optional.empty(),
        verified,
        true,
        false,
        Instant.EPOCH.plusSeconds(1));
  }
}
