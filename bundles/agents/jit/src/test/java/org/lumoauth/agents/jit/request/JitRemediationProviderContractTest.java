/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.request;

import static org.lumoauth.testkit.builder.TestBuilders.aCaller;
import static org.lumoauth.testkit.builder.TestBuilders.aQuestion;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.anAgent;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.jit.JitAgentResolver;
import org.lumoauth.agents.jit.JitOptionalModuleLookup;
import org.lumoauth.agents.jit.task.UserDelegationCheck;
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
import org.lumoauth.testkit.fake.user.FakeUserDirectory;

class JitRemediationProviderContractTest extends DenialRemediationProviderContract {

  private static final TenantContext ACME = aTenant().build();

  private final FakeProviderRegistry registry =
      new FakeProviderRegistry()
          .with(AgentRegistry.class, "agents", new FakeAgentRegistry().with(ACME, anAgent()));
  private final JitRemediationProvider steps =
      new JitRemediationProvider(
          new JitAgentResolver(registry),
          new UserDelegationCheck(new FakeUserDirectory(), new JitOptionalModuleLookup(registry)),
          new FakeAuthorizationService());

  @Override
  protected DenialRemediationProvider source() {
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
  protected DecisionRequest question() {
    return aQuestion().build();
  }

  @Override
  protected Decision denial() {
    var reason = DecisionReason.of("outside_token_scope", "No.", Map.of());
    return new Decision(false, reason, Optional.empty(), List.of(), Duration.ZERO);
  }

  @Override
  protected DecisionRequest hopeless() {
    return aQuestion().withAction("documents.delete").build();
  }
}
