/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUser;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.jit.JitAgentResolver;
import org.lumoauth.agents.jit.JitBundleFixture;
import org.lumoauth.agents.jit.JitOptionalModuleLookup;
import org.lumoauth.agents.jit.task.UserDelegationCheck;
import org.lumoauth.api.agent.AgentDelegationLookup;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.agent.DenialRemediationProvider.RemediationStep;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeAuthorizationService;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.user.FakeUserDirectory;

class JitRemediationProviderTest {

  private static final TenantContext ACME = aTenant().build();
  private static final SubjectRef AGENT = new SubjectRef(SubjectRef.AGENT, "agt_1");
  private static final SubjectRef STOPPED = new SubjectRef(SubjectRef.AGENT, "agt_2");

  private static final SubjectRef ADA = new SubjectRef(SubjectRef.USER, JitBundleFixture.ADA);

  private final FakeProviderRegistry registry =
      new FakeProviderRegistry()
          .with(
              AgentRegistry.class,
              "agents",
              new FakeAgentRegistry()
                  .with(
                      ACME,
                      JitBundleFixture.agent(
                          "agt_1", Set.of("documents.read", "delegate:on_behalf"))));
  private final FakeAuthorizationService authorization = new FakeAuthorizationService();
  private final JitRemediationProvider steps =
      new JitRemediationProvider(
          new JitAgentResolver(registry),
          new UserDelegationCheck(
              new FakeUserDirectory().with(ACME, aUser().build()),
              new JitOptionalModuleLookup(registry)),
          authorization);

  @Test
  void suggestsRequestingScopeTheTokenLacks() {
    List<RemediationStep> told = after(AGENT, "documents.read", denial("outside_token_scope"));

    assertEquals(1, told.size());
    assertEquals("request_permission", told.get(0).type());
    assertEquals(Optional.of(URI.create(ACME.issuer() + "/jit/request")), told.get(0).url());
    assertEquals(List.of("documents.read"), told.get(0).body().get("required_scopes"));
  }

  @Test
  void findsReasonInModelVotes() {
    var vote = new Decision.ModelVote("agents-capability", AGENT, denied("outside_token_scope"));
    var denial =
        new Decision(
            false, reason("nothing_permits"), Optional.empty(), List.of(vote), Duration.ZERO);

    assertEquals(1, after(AGENT, "documents.read", denial).size());
  }

  @Test
  void offersNoUnapprovableRequest() {
    assertEquals(List.of(), after(AGENT, "documents.delete", denial("outside_token_scope")));
  }

  @Test
  void offersNoRequestForOtherReasons() {
    assertEquals(List.of(), after(AGENT, "documents.read", denial("outside_capabilities")));
  }

  @Test
  void offersNoRequestToUsersOrDisabledAgents() {
    assertEquals(List.of(), after(aUserRef(), "documents.read", denial("outside_token_scope")));
    assertEquals(List.of(), after(STOPPED, "documents.read", denial("outside_token_scope")));
  }

  @Test
  void namesResourceInStepAndJustification() {
    var question =
        new DecisionRequest(
            AGENT,
            List.of(),
            "documents.read",
            Optional.of(new Resource("document", "42", Map.of())),
            Map.of(),
            Optional.empty());

    RemediationStep step =
        steps
            .findRemediations(
                ACME,
                JitBundleFixture.by(ACME, AGENT, List.of()).caller(),
                question,
                denial("outside_token_scope"))
            .get(0);

    assertTrue(step.description().contains("document 42"), step.description());
    assertTrue(step.body().get("justification").toString().contains("document 42"));
  }

  @Test
  void offersRequestWithinUserConsentAndPermissions() {
    consented("documents.read");
    authorization.allow(ACME, ADA, "documents.read");

    assertEquals(1, forAda("documents.read").size());
  }

  /** A decision for a user is about the user too: what they may not do no approval changes. */
  @Test
  void offersNoRequestBeyondUserPermissions() {
    consented("documents.read");

    assertEquals(List.of(), forAda("documents.read"));
    assertEquals(ADA, authorization.recordedQuestions().get(0).subject());
    assertEquals(List.of(), authorization.recordedQuestions().get(0).actors());
  }

  @Test
  void offersNoRequestBeyondUserConsent() {
    authorization.allow(ACME, ADA, "documents.read");

    assertEquals(List.of(), forAda("documents.read"));
    consented("documents.list");
    assertEquals(List.of(), forAda("documents.read"));
  }

  private void consented(String scope) {
    registry.with(
        AgentDelegationLookup.class,
        "delegation",
        (tenant, user, agentId) ->
            Optional.of(
                new AgentDelegationLookup.AgentDelegation(
                    "dlg_1", user, agentId, Set.of(scope), Optional.empty())));
  }

  private List<RemediationStep> forAda(String action) {
    return steps.findRemediations(
        ACME,
        JitBundleFixture.by(ACME, ADA, List.of(AGENT)).caller(),
        new DecisionRequest(
            ADA,
            List.of(AGENT),
            action,
            Optional.empty(),
            Map.of(),
            Optional.of(Set.of("documents.list"))),
        denial("outside_token_scope"));
  }

  private List<RemediationStep> after(SubjectRef who, String action, Decision denial) {
    return steps.findRemediations(
        ACME,
        JitBundleFixture.by(ACME, who, List.of()).caller(),
        DecisionRequest.of(who, action),
        denial);
  }

  private static Decision denial(String code) {
    return new Decision(false, reason(code), Optional.empty(), List.of(), Duration.ZERO);
  }

  private static AuthorizationVote denied(String code) {
    return AuthorizationVote.deny(reason(code), "Ask.");
  }

  private static DecisionReason reason(String code) {
    return DecisionReason.of(code, "No.", Map.of());
  }
}
