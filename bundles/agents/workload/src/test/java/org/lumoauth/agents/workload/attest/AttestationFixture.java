/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.attest;

import static org.lumoauth.agents.workload.rule.TrustRuleFixture.ACME;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.workload.rule.TrustRuleFixture;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentAccessTokenIssuer;
import org.lumoauth.api.agent.AgentGovernance;
import org.lumoauth.api.agent.AgentStatus;
import org.lumoauth.api.agent.AgentTokenRequest;
import org.lumoauth.api.agent.WorkloadIdentityProvider;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.builder.AgentBuilder;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

/**
 * Attestation with fakes for other modules and a provider named {@code test}, whose attestation is
 * the name of the subject.
 */
final class AttestationFixture implements WorkloadIdentityProvider, AgentAccessTokenIssuer {

  static final String BLUEPRINT = "abp_1";

  final TrustRuleFixture room;
  final FakeAgentRegistry agents;
  final FakeProviderRegistry modules;
  final TrustRuleAttestationVerifier attestations;
  final AttestedAgentTokenIssuer tokens;
  final AttestationTokenExchanger exchange;
  private Optional<String> silent = Optional.empty();
  private Runnable meanwhile = () -> {};
  private Optional<ApiException> gate = Optional.empty();

  AttestationFixture(TestDatabase database) {
    room = new TrustRuleFixture(database);
    agents = room.agents;
    modules = room.modules;
    modules.with(AgentAccessTokenIssuer.class, "agents", this);
    modules.with(WorkloadIdentityProvider.class, "test", this);
    var neighbours = new AgentAndProviderGateway(modules);
    attestations = new TrustRuleAttestationVerifier(room.memory, room.uses, room.book, neighbours);
    tokens = new AttestedAgentTokenIssuer(attestations, neighbours, room.tokens);
    exchange = new AttestationTokenExchanger(neighbours, attestations, tokens, room.log);
  }

  /** An agent whose platform vouches for it, perhaps an instance of the blueprint. */
  Agent agent(boolean instance) {
    Agent agent =
        new AgentBuilder("agt_1", "cli_1", "Job", Set.of("files.read"), true)
            .identifiedBy(Agent.WORKLOAD)
            .with(
                new AgentGovernance(
                    AgentStatus.ACTIVE,
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    instance ? Optional.of(BLUEPRINT) : Optional.empty()))
            .build();
    agents.with(ACME, agent);
    return agent;
  }

  /** What happens while a token is made. */
  void meanwhile(Runnable work) {
    meanwhile = work;
  }

  /** The rule about this subject can't be asked. */
  void silent(String subject) {
    silent = Optional.of(subject);
  }

  /** The gate refuses. */
  void refusing(ApiException problem) {
    gate = Optional.of(problem);
  }

  @Override
  public Optional<WorkloadIdentity> verify(
      TenantContext tenant, String attestation, Map<String, Object> trust) {
    if (attestation.isEmpty()) {
      return Optional.empty();
    }
    if (silent.stream().anyMatch(((List<?>) trust.get("n"))::contains)) {
      throw ApiException.temporarilyUnavailable("no keys", Duration.ofSeconds(5));
    }
    if (!((List<?>) trust.get("n")).contains(attestation)) {
      throw new ApiException(401, "attestation_rejected", "no");
    }
    return Optional.of(
        new WorkloadIdentity("test", attestation, "https://a.example", new HashMap<>()));
  }

  @Override
  public IssuedToken issue(TenantContext tenant, AgentTokenRequest request) {
    gate.ifPresent(
        problem -> {
          throw problem;
        });
    IssuedToken token =
        room.tokens.issue(
            tenant,
            new AccessTokenIssuanceRequest(
                TestBuilders.aClient().build(),
                new SubjectRef(SubjectRef.AGENT, request.agentId()),
                List.of(),
                request.scope(),
                request.audience(),
                Duration.ofMinutes(15),
                request.confirmation(),
                request.claims()));
    meanwhile.run();
    return token;
  }
}
