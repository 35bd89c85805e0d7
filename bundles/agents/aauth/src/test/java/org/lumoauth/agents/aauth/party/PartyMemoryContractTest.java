package org.lumoauth.agents.aauth.party;

import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.keys.foreign.ForeignSignatures;
import org.lumoauth.platform.keys.signing.JcaProvider;
import org.lumoauth.platform.persistence.testkit.StoredMemoryContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEvents;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

class PartyMemoryContractTest extends StoredMemoryContract {

  private static final TenantContext ACME = aTenant().build();
  private static final String URL = "https://agent.example";

  private PartyMemory memory;

  @Override
  protected void start(TestDatabase database) {
    var store = new PartyStore(PartiesUnit.on(database.open(PartiesUnit.DEFINITION)));
    memory = new PartyMemory(store);
    var registry =
        new FakeProviderRegistry().with(AgentRegistry.class, "agents", new FakeAgentRegistry());
    new PartyRegistry(
            store,
            memory,
            new KeySetters(new Agents(registry), new ForeignSignatures(JcaProvider.fastest())),
            new FakeIdentifiers(),
            new FakeDomainEvents(),
            new FakeAuditLog())
        .create(ACME, settings(), Initiator.server("test"));
  }

  @Override
  protected DomainEventListener listener() {
    return memory;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent(PartyMemory.CHANGED, ACME.id(), "aap_1");
  }

  @Override
  protected Object remembered() {
    return memory.named(ACME.id(), PartySettings.AGENT, URL).isPresent();
  }

  private static PartySettings settings() {
    return new PartySettings(
        PartySettings.AGENT,
        URL,
        "Agent",
        "Ada",
        true,
        Map.of("keys", List.of(Map.of("kty", "OKP"))),
        "",
        Map.of("read", "Read"),
        "agt_1",
        List.of(),
        Set.of(PartySettings.DELEGATION),
        "");
  }
}
