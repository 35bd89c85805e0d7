/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.anAgent;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.vault.connection.ConnectionRegistry;
import org.lumoauth.agents.vault.connection.ConnectionStore;
import org.lumoauth.agents.vault.connection.VaultConnection;
import org.lumoauth.agents.vault.grant.VaultGrant;
import org.lumoauth.agents.vault.grant.VaultGrantRevocationListener;
import org.lumoauth.agents.vault.grant.VaultGrantRevocationService;
import org.lumoauth.agents.vault.grant.VaultGrantService;
import org.lumoauth.agents.vault.grant.VaultGrantStore;
import org.lumoauth.agents.vault.grant.VaultTokenRecipientStore;
import org.lumoauth.agents.vault.provider.ProviderTokenClient;
import org.lumoauth.agents.vault.provider.ProviderTokens;
import org.lumoauth.agents.vault.revocation.ProviderRevocationQueue;
import org.lumoauth.agents.vault.revocation.ProviderRevocationStore;
import org.lumoauth.agents.vault.revocation.ProviderRevocationTrigger;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentDelegationLookup;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.StatementCountingPersistenceUnit;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeTenantRegistry;
import org.lumoauth.testkit.fake.user.FakeSubjectDirectory;

/** The bundle on a database, with fakes for other modules and a provider. */
public final class VaultBundleFixture {

  public static final TenantContext ACME = aTenant().build();
  public static final TenantContext GLOBEX = aTenant("globex").build();
  public static final AuditInitiator ADMIN = AuditInitiator.server("test");
  public static final String CAPABILITY = "connections.use";
  public static final String SECRET = "s3cret & more";
  public static final SubjectRef ADA = new SubjectRef(SubjectRef.USER, "usr_ada");
  public static final Agent AGENT = anAgent().withCapabilities(CAPABILITY, Agent.ON_BEHALF).build();

  /** What time it is. */
  public Instant now = Instant.now();

  public final StubProviderHttpClient provider = new StubProviderHttpClient();
  public final FakeTenantRegistry served = new FakeTenantRegistry().with(ACME).with(GLOBEX);
  public final FakeDomainEventPublisher events = new FakeDomainEventPublisher();
  public final FakeAuditLog log = new FakeAuditLog();
  public final FakeSettingsStore settings =
      new FakeSettingsStore().with(VaultSettings.SECTION, new VaultSettings());
  public final FakeSubjectDirectory subjects = new FakeSubjectDirectory().with(ACME, ADA);
  public final FakeAgentRegistry agents = new FakeAgentRegistry().with(ACME, AGENT);
  public final FakeProviderRegistry modules = new FakeProviderRegistry();
  public final Set<String> delegated = new HashSet<>();
  public final FakeSecretProtectionService vault;
  public final StatementCountingPersistenceUnit recorded;
  public final VaultTransactionRunner unit;
  public final ConnectionStore connectionStore;
  public final VaultGrantStore grants;
  public final VaultTokenRecipientStore handed;
  public final ProviderRevocationStore revocationStore;
  public final ProviderRevocationQueue revocations;
  public final VaultGrantService book;
  public final VaultGrantRevocationService end;
  public final ConnectionRegistry connections;
  public final ProviderTokenClient requests;
  public final AgentAndDelegationLookup neighbours;
  public final VaultGrantRevocationListener ends;

  public VaultBundleFixture(TestDatabase database) {
    this(database, new FakeSecretProtectionService());
  }

  /** Another node on the same database. */
  public VaultBundleFixture(TestDatabase database, VaultBundleFixture other) {
    this(database, other.vault);
  }

  private VaultBundleFixture(TestDatabase database, FakeSecretProtectionService vault) {
    this.vault = vault;
    var identifiers = new FakeIdGenerator();
    recorded =
        new StatementCountingPersistenceUnit(
            database.open(TestDatabase.tablesOf(VaultTransactionRunner.class)));
    unit = new VaultTransactionRunner(recorded);
    connectionStore = new ConnectionStore(unit, vault);
    grants = new VaultGrantStore(unit, vault);
    handed = new VaultTokenRecipientStore(unit);
    revocationStore = new ProviderRevocationStore(unit, vault);
    revocations = new ProviderRevocationQueue(revocationStore, connectionStore, identifiers);
    var audit = new VaultAudit(log);
    book =
        new VaultGrantService(
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
    end =
        new VaultGrantRevocationService(
            unit, grants, handed, revocations, new AtOnce(), events, audit, () -> now);
    connections =
        new ConnectionRegistry(connectionStore, end, provider, identifiers, events, audit);
    requests = new ProviderTokenClient(provider, connectionStore, settings);
    modules.with(AgentRegistry.class, "agents", agents);
    modules.with(AgentDelegationLookup.class, "delegation", this::delegation);
    neighbours = new AgentAndDelegationLookup(modules);
    ends =
        new VaultGrantRevocationListener(grants, end, handed, connectionStore, neighbours, served);
    events.addListener(ends);
  }

  /** Nothing is sent by itself; the rest is done at once. */
  private static final class AtOnce implements ProviderRevocationTrigger {
    @Override
    public void wake() {
      // The test runs its rounds itself.
    }
  }

  private Optional<AgentDelegationLookup.AgentDelegation> delegation(
      TenantContext tenant, SubjectRef user, String agentId) {
    return delegated.contains(user.id() + " " + agentId)
        ? Optional.of(
            new AgentDelegationLookup.AgentDelegation(
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
  public VaultConnection connection(Object... namesAndValues) {
    return connections.create(ACME, body(namesAndValues), ADMIN);
  }

  /** A registered connection of the organization's own. */
  public VaultConnection machine() {
    return connection("grant_mode", "client_credentials");
  }

  /** What a provider gave. */
  public static ProviderTokens tokens(String access, String refresh) {
    return new ProviderTokens(access, Optional.of(refresh), Optional.empty(), Optional.empty());
  }

  /** A grant of Ada's. */
  public VaultGrant linked(VaultConnection connection) {
    return book.link(ACME, connection, ADA.id(), tokens("access-0", "refresh-0"), ADMIN);
  }

  /** The grant as it is now. */
  public VaultGrant now(VaultGrant grant) {
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
