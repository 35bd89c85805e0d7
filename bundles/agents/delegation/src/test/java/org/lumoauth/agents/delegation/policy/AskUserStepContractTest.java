package org.lumoauth.agents.delegation.policy;

import static org.lumoauth.testkit.builder.Builders.aCaller;
import static org.lumoauth.testkit.builder.Builders.aQuestion;
import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.aUserRef;
import static org.lumoauth.testkit.builder.Builders.anAgent;
import static org.lumoauth.testkit.builder.Builders.anAgentRef;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.delegation.CurrentAgents;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.agent.NextStepSource;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.authz.Reason;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.NextStepSourceContract;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeAuthorizationService;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

class AskUserStepContractTest extends NextStepSourceContract {

  private static final TenantContext ACME = aTenant().build();
  private static final String READ = "documents.read";

  private final NextStepSource step =
      new AskUserStep(
          (tenant, user, agent) -> Optional.empty(),
          new CurrentAgents(
              new FakeProviderRegistry()
                  .with(
                      AgentRegistry.class,
                      "agents",
                      new FakeAgentRegistry()
                          .with(ACME, anAgent().withCapabilities(READ, Agent.ON_BEHALF)))),
          new FakeAuthorizationService().allow(ACME, aUserRef(), READ));

  @Override
  protected NextStepSource source() {
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
  protected Question question() {
    return aQuestion().about(aUserRef()).actedBy(anAgentRef()).toDo(READ).build();
  }

  @Override
  protected Decision denial() {
    return new Decision(
        false, Reason.of("no", "No.", Map.of()), Optional.empty(), List.of(), Duration.ZERO);
  }

  @Override
  protected Question hopeless() {
    return aQuestion().about(aUserRef()).actedBy(anAgentRef()).toDo("documents.delete").build();
  }
}
