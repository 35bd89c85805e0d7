package org.lumoauth.agents.workload.rule;

import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEvents;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeTenantRegistry;
import org.lumoauth.testkit.fake.FakeTokenService;

/** Rules on a database, between fakes. */
public final class Room {

  public static final TenantContext ACME = aTenant().build();
  public static final TenantContext GLOBEX = aTenant("globex").build();
  public static final Initiator ADMIN = Initiator.server("test");

  public final FakeAgentRegistry agents = new FakeAgentRegistry();
  public final FakeProviderRegistry modules = new FakeProviderRegistry();
  public final FakeTokenService tokens = new FakeTokenService();
  public final FakeDomainEvents events = new FakeDomainEvents();
  public final FakeTenantRegistry served = new FakeTenantRegistry().with(ACME).with(GLOBEX);
  public final FakeAuditLog log = new FakeAuditLog();
  public final RuleUses uses;
  public final RuleMemory memory;
  public final RuleBook book;
  final RuleStore store;

  public Room(TestDatabase database) {
    var unit = RulesUnit.on(database.open(RulesUnit.DEFINITION));
    store = new RuleStore(unit);
    uses = new RuleUses(unit);
    memory = new RuleMemory(store);
    modules.with(AgentRegistry.class, "agents", agents);
    book =
        new RuleBook(
            store,
            memory,
            new Instances(store, modules),
            new RuleSetters(modules),
            new FakeIdentifiers(),
            events,
            log);
    events.tell(memory);
    events.tell(new RulesOfHolders(store, memory, uses));
    events.tell(narrowedTrust());
  }

  NarrowedTrust narrowedTrust() {
    return new NarrowedTrust(store, uses, new Instances(store, modules), tokens, served);
  }

  /** A rule of somebody's, of the provider {@code test}, for one subject. */
  public static RuleSettings rule(String holderId, String subject) {
    return new RuleSettings(
        holderId,
        "test",
        "Rule",
        true,
        Map.of("issuer", "https://a.example", "n", List.of(1L, subject)));
  }

  /** The same, on or off. */
  public static RuleSettings enabled(RuleSettings rule, boolean whether) {
    return new RuleSettings(rule.holderId(), rule.provider(), rule.name(), whether, rule.trust());
  }
}
