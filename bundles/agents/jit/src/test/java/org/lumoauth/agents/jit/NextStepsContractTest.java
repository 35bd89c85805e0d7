package org.lumoauth.agents.jit;

import static org.lumoauth.testkit.builder.Builders.aCaller;
import static org.lumoauth.testkit.builder.Builders.aQuestion;
import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.anAgent;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.lumoauth.testkit.fake.FakeUserDirectory;

class NextStepsContractTest extends NextStepSourceContract {

  private static final TenantContext ACME = aTenant().build();

  private final FakeProviderRegistry registry =
      new FakeProviderRegistry()
          .with(AgentRegistry.class, "agents", new FakeAgentRegistry().with(ACME, anAgent()));
  private final NextSteps steps =
      new NextSteps(
          new ActingAgents(registry),
          new OnBehalf(new FakeUserDirectory(), new Neighbours(registry)),
          new FakeAuthorizationService());

  @Override
  protected NextStepSource source() {
    return steps;
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected Caller caller() {
    return aCaller().build();
  }

  @Override
  protected Question question() {
    return aQuestion().build();
  }

  @Override
  protected Decision denial() {
    var reason = Reason.of("outside_token_scope", "No.", Map.of());
    return new Decision(false, reason, Optional.empty(), List.of(), Duration.ZERO);
  }

  @Override
  protected Question hopeless() {
    return aQuestion().toDo("documents.delete").build();
  }
}
