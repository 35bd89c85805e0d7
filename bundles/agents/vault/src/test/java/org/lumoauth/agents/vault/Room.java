package org.lumoauth.agents.vault;

import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.anAgent;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.vault.connection.Connection;
import org.lumoauth.agents.vault.connection.ConnectionRegistry;
import org.lumoauth.agents.vault.connection.ConnectionStore;
import org.lumoauth.agents.vault.grant.Grant;
import org.lumoauth.agents.vault.grant.GrantBook;
import org.lumoauth.agents.vault.grant.GrantEnd;
import org.lumoauth.agents.vault.grant.GrantEnds;
import org.lumoauth.agents.vault.grant.GrantStore;
import org.lumoauth.agents.vault.grant.HandedStore;
import org.lumoauth.agents.vault.provider.TokenRequests;
import org.lumoauth.agents.vault.provider.Tokens;
import org.lumoauth.agents.vault.revocation.Aside;
import org.lumoauth.agents.vault.revocation.RevocationStore;
import org.lumoauth.agents.vault.revocation.Revocations;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.agent.Delegations;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.RecordedUnit;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEvents;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSecretVault;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeSubjects;
import org.lumoauth.testkit.fake.FakeTenantRegistry;

/** The bundle on a database, between fakes and a provider. */
public final class Room {

  public static final TenantContext ACME = aTenant().build();
  public static final TenantContext GLOBEX = aTenant("globex").build();
  public static final Initiator ADMIN = Initiator.server("test");
  public static final String CAPABILITY = "connections.use";
  public static final String SECRET = "s3cret & more";
  public static final SubjectRef ADA = new SubjectRef(SubjectRef.USER, "usr_ada");
  public static final Agent AGENT = anAgent().withCapabilities(CAPABILITY, Agent.ON_BEHALF).build();

  /** What time it is. */
  public Instant now = Instant.now();

  public final StubHttp provider = new StubHttp();
  public final FakeTenantRegistry served = new FakeTenantRegistry().with(ACME).with(GLOBEX);
  public final FakeDomainEvents events = new FakeDomainEvents();
  public final FakeAuditLog log = new FakeAuditLog();
  public final FakeSettingsStore settings =
      new FakeSettingsStore().with(VaultSettings.SECTION, new VaultSettings());
  public final FakeSubjects subjects = new FakeSubjects().with(ACME, ADA);
  public final FakeAgentRegistry agents = new FakeAgentRegistry().with(ACME, AGENT);
  public final FakeProviderRegistry modules = new FakeProviderRegistry();
  public final Set<String> delegated = new HashSet<>();
  public final FakeSecretVault vault;
  public final RecordedUnit recorded;
  public final VaultUnit unit;
  public final ConnectionStore connectionStore;
  public final GrantStore grants;
  public final HandedStore handed;
  public final RevocationStore revocationStore;
  public final Revocations revocations;
  public final GrantBook book;
  public final GrantEnd end;
  public final ConnectionRegistry connections;
  public final TokenRequests requests;
  public final Neighbours neighbours;
  public final GrantEnds ends;

  public Room(TestDatabase database) {
    this(database, new FakeSecretVault());
  }

  /** Another node on the same database. */
  public Room(TestDatabase database, Room other) {
    this(database, other.vault);
  }

  private Room(TestDatabase database, FakeSecretVault vault) {
    this.vault = vault;
    var identifiers = new FakeIdentifiers();
    recorded = new RecordedUnit(database.open(VaultUnit.DEFINITION));
    unit = new VaultUnit(recorded);
    connectionStore = new ConnectionStore(unit, vault);
    grants = new GrantStore(unit, vault);
    handed = new HandedStore(unit);
    revocationStore = new RevocationStore(unit, vault);
    revocations = new Revocations(revocationStore, connectionStore, identifiers);
    var audit = new VaultAudit(log);
    book =
        new GrantBook(
            unit,
            grants,
            handed,
            connectionStore,
            revocations,
            new AtOnce(),
            identifiers,
            events,
            audit,
            () -> now);
    end = new GrantEnd(unit, grants, handed, revocations, new AtOnce(), events, audit, () -> now);
    connections =
        new ConnectionRegistry(connectionStore, end, provider, identifiers, events, audit);
    requests = new TokenRequests(provider, connectionStore, settings);
    modules.with(AgentRegistry.class, "agents", agents);
    modules.with(Delegations.class, "delegation", this::delegation);
    neighbours = new Neighbours(modules);
    ends = new GrantEnds(grants, end, handed, connectionStore, neighbours, served);
    events.tell(ends);
  }

  /** Nothing is sent by itself; the rest is done at once. */
  private static final class AtOnce implements Aside {
    @Override
    public void wake() {
      // The test runs its rounds itself.
    }
  }

  private Optional<Delegations.Delegation> delegation(
      TenantContext tenant, SubjectRef user, String agentId) {
    return delegated.contains(user.id() + " " + agentId)
        ? Optional.of(
            new Delegations.Delegation(
                "del_1", user, agentId, Set.of(CAPABILITY), Optional.empty()))
        : Optional.empty();
  }

  /** A body of a connection of users with these members beside the ones that must be there. */
  public static Map<String, Object> body(Object... namesAndValues) {
    Map<String, Object> body = new HashMap<>();
    body.put("name", "Files");
    body.put("provider", "files");
    body.put("authorization_endpoint", "https://files.example/authorize");
    body.put("token_endpoint", "https://files.example/token");
    body.put("revocation_endpoint", "https://files.example/revoke");
    body.put("client_id", "lumo");
    body.put("client_secret", SECRET);
    body.put("scopes", List.of("files.read"));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      body.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return body;
  }

  /** A registered connection of users. */
  public Connection connection(Object... namesAndValues) {
    return connections.create(ACME, body(namesAndValues), ADMIN);
  }

  /** A registered connection of the organization's own. */
  public Connection machine() {
    return connection("grant_mode", "client_credentials");
  }

  /** What a provider gave. */
  public static Tokens tokens(String access, String refresh) {
    return new Tokens(access, Optional.of(refresh), Optional.empty(), Optional.empty());
  }

  /** A grant of Ada's. */
  public Grant linked(Connection connection) {
    return book.link(ACME, connection, ADA.id(), tokens("access-0", "refresh-0"), ADMIN);
  }

  /** The grant as it is now. */
  public Grant now(Grant grant) {
    return grants.find(ACME.id(), grant.id()).orElseThrow();
  }

  /** Tokens that a provider has yet to be told of, by kind. */
  public long waiting() {
    return unit.query(
            row -> row.getString(1),
            "select revocation_id from vault_revocation where tenant_id = ?",
            ACME.id())
        .size();
  }

  /** A time. */
  public static Instant at(long second) {
    return Instant.ofEpochSecond(second);
  }
}
