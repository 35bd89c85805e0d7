/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.policy;

import static org.lumoauth.testkit.builder.TestBuilders.aCaller;
import static org.lumoauth.testkit.builder.TestBuilders.aQuestion;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;
import static org.lumoauth.testkit.builder.TestBuilders.anAgent;
import static org.lumoauth.testkit.builder.TestBuilders.anAgentRef;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.delegation.DelegationAgentLookup;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.agent.DenialRemediationProvider;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.agent.DenialRemediationProviderContract;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeAuthorizationService;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

class UserConsentRemediationProviderContractTest extends DenialRemediationProviderContract {

  private static final TenantContext ACME = aTenant().build();
  private static final String READ = "documents.read";

  private final DenialRemediationProvider step =
      new UserConsentRemediationProvider(
          (tenant, user, agent) -> Optional.empty(),
          new DelegationAgentLookup(
              new FakeProviderRegistry()
                  .with(
                      AgentRegistry.class,
                      "agents",
                      new FakeAgentRegistry()
                          .with(ACME, anAgent().withCapabilities(READ, Agent.ON_BEHALF)))),
          new FakeAuthorizationService().allow(ACME, aUserRef(), READ));

  @Override
  protected DenialRemediationProvider source() {
    return step;
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected Caller caller() {
    return aCaller().as(aUserRef()).actedBy(anAgentRef()).build();
  }

  @Override
  protected DecisionRequest question() {
    return aQuestion().about(aUserRef()).actedBy(anAgentRef()).withAction(READ).build();
  }

  @Override
  protected Decision denial() {
    return new Decision(
        false,
        DecisionReason.of("no", "No.", Map.of()),
        Optional.empty(),
        List.of(),
        Duration.ZERO);
  }

  @Override
  protected DecisionRequest hopeless() {
    return aQuestion()
        .about(aUserRef())
        .actedBy(anAgentRef())
        .withAction("documents.delete")
        .build();
  }
}
