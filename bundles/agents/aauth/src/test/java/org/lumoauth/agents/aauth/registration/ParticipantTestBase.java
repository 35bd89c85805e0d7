/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.registration;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.key.RawSignatureVerifier;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.keys.foreign.ForeignSignatureVerifier;
import org.lumoauth.platform.keys.signing.JcaProviderSelector;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.builder.TestJwtSigner;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

/** Shared setup of participant tests. */
abstract class ParticipantTestBase {

  static final TenantContext ACME = aTenant().build();

  static final String URL = "https://agent.example";

  final Map<String, TestJwtSigner> keys = new HashMap<>();

  final FakeDomainEventPublisher events = new FakeDomainEventPublisher();

  final FakeAuditLog log = new FakeAuditLog();

  final FakeAgentRegistry agents = new FakeAgentRegistry();

  final FakeProviderRegistry modules =
      new FakeProviderRegistry().with(AgentRegistry.class, "agents", agents);

  final AAuthAgentRegistryGateway registered = new AAuthAgentRegistryGateway(modules);

  final RawSignatureVerifier checks = new ForeignSignatureVerifier(JcaProviderSelector.fastest());

  static void change(
      ParticipantAdminService registry,
      String id,
      UnaryOperator<ParticipantSettings> change,
      String userId) {
    registry.change(ACME, ParticipantSettings.AGENT, id, change, by(userId));
  }

  static AuditInitiator by(String userId) {
    return new AuditInitiator(user(userId), List.of(), Optional.empty());
  }

  static SubjectRef user(String id) {
    return new SubjectRef(SubjectRef.USER, id);
  }

  static ParticipantStore store(TestDatabase database) {
    return new ParticipantStore(database.open(TestDatabase.tablesOf(ParticipantStore.class)));
  }

  ParticipantAdminService registry(ParticipantStore store) {
    return new ParticipantAdminService(
        store, new ParticipantCache(store), registered, checks, new FakeIdGenerator(), events, log);
  }

  static ParticipantSettings settings(String identifier) {
    return new ParticipantSettings(
        ParticipantSettings.AGENT,
        identifier,
        "Agent",
        "Ada",
        true,
        Map.of("keys", List.of(Map.of("kty", "OKP"))),
        "",
        Map.of("read", "Read"),
        "agt_1",
        List.of("https://agent.example/cb"),
        Set.of(ParticipantSettings.DELEGATION),
        "");
  }

  static ParticipantSettings enabled(ParticipantSettings was, boolean enabled) {
    return new ParticipantSettings(
        was.kind(),
        was.identifier(),
        was.name(),
        was.owner(),
        enabled,
        was.jwks(),
        was.jwksUri(),
        was.scopes(),
        was.agentId(),
        was.redirectUris(),
        was.features(),
        was.level(),
        was.endedUpTo());
  }

  static int status(Runnable work) {
    return assertThrows(ApiException.class, work::run).status();
  }
}
