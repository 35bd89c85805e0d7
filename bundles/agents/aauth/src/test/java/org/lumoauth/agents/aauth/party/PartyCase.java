package org.lumoauth.agents.aauth.party;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.keys.foreign.ForeignSignatures;
import org.lumoauth.platform.keys.signing.JcaProvider;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.builder.JwtSigner;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEvents;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

/** What tests of parties have in common. */
abstract class PartyCase {

  static final TenantContext ACME = aTenant().build();

  static final String URL = "https://agent.example";

  final Map<String, JwtSigner> keys = new HashMap<>();

  final FakeDomainEvents events = new FakeDomainEvents();

  final FakeAuditLog log = new FakeAuditLog();

  final FakeAgentRegistry agents = new FakeAgentRegistry();

  final FakeProviderRegistry modules =
      new FakeProviderRegistry().with(AgentRegistry.class, "agents", agents);

  final KeySetters setters =
      new KeySetters(new Agents(modules), new ForeignSignatures(JcaProvider.fastest()));

  static void change(
      PartyRegistry registry, String id, UnaryOperator<PartySettings> change, String userId) {
    registry.change(ACME, PartySettings.AGENT, id, change, by(userId));
  }

  static Initiator by(String userId) {
    return new Initiator(user(userId), List.of(), Optional.empty());
  }

  static SubjectRef user(String id) {
    return new SubjectRef(SubjectRef.USER, id);
  }

  static PartyStore store(TestDatabase database) {
    return new PartyStore(PartiesUnit.on(database.open(PartiesUnit.DEFINITION)));
  }

  PartyRegistry registry(PartyStore store) {
    return new PartyRegistry(
        store, new PartyMemory(store), setters, new FakeIdentifiers(), events, log);
  }

  static PartySettings settings(String identifier) {
    return new PartySettings(
        PartySettings.AGENT,
        identifier,
        "Agent",
        "Ada",
        true,
        Map.of("keys", List.of(Map.of("kty", "OKP"))),
        "",
        Map.of("read", "Read"),
        "agt_1",
        List.of("https://agent.example/cb"),
        Set.of(PartySettings.DELEGATION),
        "");
  }

  static PartySettings enabled(PartySettings was, boolean enabled) {
    return new PartySettings(
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
    return assertThrows(Problem.class, work::run).status();
  }
}
