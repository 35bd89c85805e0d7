/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.rule;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeTenantRegistry;
import org.lumoauth.testkit.fake.oauth.FakeTokenService;

/** Trust rules on a database, with fakes for other modules. */
public final class TrustRuleFixture {

  public static final TenantContext ACME = aTenant().build();
  public static final TenantContext GLOBEX = aTenant("globex").build();
  public static final AuditInitiator ADMIN = AuditInitiator.server("test");

  public final FakeAgentRegistry agents = new FakeAgentRegistry();
  public final FakeProviderRegistry modules = new FakeProviderRegistry();
  public final FakeTokenService tokens = new FakeTokenService();
  public final FakeDomainEventPublisher events = new FakeDomainEventPublisher();
  public final FakeTenantRegistry served = new FakeTenantRegistry().with(ACME).with(GLOBEX);
  public final FakeAuditLog log = new FakeAuditLog();
  public final TrustRuleTokenRecipientStore uses;
  public final TrustRuleCache memory;
  public final TrustRuleService book;
  final TrustRuleStore store;

  public TrustRuleFixture(TestDatabase database) {
    var unit = database.open(TestDatabase.tablesOf(TrustRuleStore.class));
    store = new TrustRuleStore(unit);
    uses = new TrustRuleTokenRecipientStore(unit);
    memory = new TrustRuleCache(store);
    modules.with(AgentRegistry.class, "agents", agents);
    book =
        new TrustRuleService(
            store,
            memory,
            new BlueprintInstanceWithRulesLookup(store, modules),
            modules,
            new FakeIdGenerator(),
            events,
            log);
    events.addListener(memory);
    events.addListener(new TrustRuleHolderCleanupListener(store, memory, uses));
    events.addListener(narrowedTrust());
  }

  TrustRuleRevocationListener narrowedTrust() {
    return new TrustRuleRevocationListener(
        store, uses, new BlueprintInstanceWithRulesLookup(store, modules), tokens, served);
  }

  /** A rule of somebody's, of the provider {@code test}, for one subject. */
  public static TrustRuleDefinition rule(String holderId, String subject) {
    return new TrustRuleDefinition(
        holderId,
        "test",
        "Rule",
        true,
        Map.of("issuer", "https://a.example", "n", List.of(1L, subject)));
  }

  /** The same, on or off. */
  public static TrustRuleDefinition enabled(TrustRuleDefinition rule, boolean whether) {
    return new TrustRuleDefinition(
        rule.holderId(), rule.provider(), rule.name(), whether, rule.trust());
  }
}
