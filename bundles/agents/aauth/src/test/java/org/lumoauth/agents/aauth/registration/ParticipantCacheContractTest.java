/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.registration;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.keys.foreign.ForeignSignatureVerifier;
import org.lumoauth.platform.keys.signing.JcaProviderSelector;
import org.lumoauth.platform.persistence.testkit.DatabaseCachingListenerContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

class ParticipantCacheContractTest extends DatabaseCachingListenerContract {

  private static final TenantContext ACME = aTenant().build();
  private static final String URL = "https://agent.example";

  private ParticipantCache memory;

  @Override
  protected void start(TestDatabase database) {
    var store = new ParticipantStore(database.open(TestDatabase.tablesOf(ParticipantStore.class)));
    memory = new ParticipantCache(store);
    var registry =
        new FakeProviderRegistry().with(AgentRegistry.class, "agents", new FakeAgentRegistry());
    new ParticipantAdminService(
            store,
            memory,
            new AAuthAgentRegistryGateway(registry),
            new ForeignSignatureVerifier(JcaProviderSelector.fastest()),
            new FakeIdGenerator(),
            new FakeDomainEventPublisher(),
            new FakeAuditLog())
        .create(ACME, settings(), AuditInitiator.server("test"));
  }

  @Override
  protected DomainEventListener listener() {
    return memory;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent(ParticipantCache.CHANGED, ACME.id(), "aap_1");
  }

  @Override
  protected Object remembered() {
    return memory.findByIdentifier(ACME.id(), ParticipantSettings.AGENT, URL).isPresent();
  }

  private static ParticipantSettings settings() {
    return new ParticipantSettings(
        ParticipantSettings.AGENT,
        URL,
        "Agent",
        "Ada",
        true,
        Map.of("keys", List.of(Map.of("kty", "OKP"))),
        "",
        Map.of("read", "Read"),
        "agt_1",
        List.of(),
        Set.of(ParticipantSettings.DELEGATION),
        "");
  }
}
