/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.TestBuilders.aCaller;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;
import static org.lumoauth.testkit.builder.TestBuilders.anAgent;
import static org.lumoauth.testkit.builder.TestBuilders.anAgentRef;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.delegation.DelegationAgentLookup;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentDelegationLookup;
import org.lumoauth.api.agent.AgentDelegationLookup.AgentDelegation;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.agent.DenialRemediationProvider.RemediationStep;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.AgentBuilder;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeAuthorizationService;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

class UserConsentRemediationProviderTest {
  private static final TenantContext ACME = aTenant().build();
  private static final String READ = "documents.read";
  private static final String WRITE = "documents.write";
  private static final Decision DENIED =
      new Decision(
          false,
          DecisionReason.of("no", "No.", Map.of()),
          Optional.empty(),
          List.of(),
          Duration.ZERO);

  private final FakeAgentRegistry agents =
      new FakeAgentRegistry().with(ACME, anAgent().withCapabilities(READ, Agent.ON_BEHALF).build());
  private Optional<AgentDelegation> given = Optional.empty();
  private final AgentDelegationLookup delegations = (tenant, user, agent) -> given;
  private final UserConsentRemediationProvider step =
      new UserConsentRemediationProvider(
          delegations,
          new DelegationAgentLookup(
              new FakeProviderRegistry().with(AgentRegistry.class, "agents", agents)),
          new FakeAuthorizationService()
              .allow(ACME, aUserRef(), READ)
              .allow(ACME, anAgentRef(), READ, WRITE));

  @Test
  void suggestsConsentPageIfConsentIsMissing() {
    RemediationStep first = after(acting(), READ).get(0);

    assertEquals("ask_user", first.type());
    assertEquals(
        ACME.issuer().replace("/api/v1", "/delegation/authorize")
            + "?agent="
            + AgentBuilder.ID
            + "&scope="
            + READ,
        first.url().orElseThrow().toString());
  }

  @Test
  void suggestsNothingIfUserConsented() {
    given = Optional.of(delegation(Set.of(READ)));

    assertEquals(List.of(), after(acting(), READ));
  }

  @Test
  void suggestsConsentPageForFurtherScope() {
    given = Optional.of(delegation(Set.of("mail.read")));

    assertEquals(1, after(acting(), READ).size());
  }

  @Test
  void suggestsNothingBeyondAgentCapabilities() {
    assertEquals(List.of(), after(acting(), "documents.delete"));
    agents.with(ACME, anAgent().withCapabilities(READ).build());
    assertEquals(List.of(), after(acting(), READ));
  }

  @Test
  void suggestsNothingIfUserConsentedButLacksPermission() {
    agents.with(ACME, anAgent().withCapabilities(READ, WRITE, Agent.ON_BEHALF).build());
    given = Optional.of(delegation(Set.of(READ)));

    assertEquals(List.of(), after(acting(), WRITE));
  }

  @Test
  void suggestsNothingToUsers() {
    assertEquals(List.of(), after(aCaller().as(aUserRef()).build(), READ));
  }

  private List<RemediationStep> after(Caller caller, String action) {
    return step.findRemediations(
        ACME, caller, DecisionRequest.of(caller.subject(), action), DENIED);
  }

  private static Caller acting() {
    return aCaller().as(aUserRef()).actedBy(anAgentRef()).build();
  }

  private static AgentDelegation delegation(Set<String> scope) {
    return new AgentDelegation(
        "dlg_1",
        new SubjectRef(SubjectRef.USER, "usr_1"),
        AgentBuilder.ID,
        scope,
        Optional.empty());
  }
}
