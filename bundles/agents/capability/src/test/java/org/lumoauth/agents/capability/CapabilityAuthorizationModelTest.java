/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.capability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aQuestion;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;
import static org.lumoauth.testkit.builder.TestBuilders.anAgent;
import static org.lumoauth.testkit.builder.TestBuilders.anAgentRef;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.EffectivePermission;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.testkit.builder.DecisionRequestBuilder;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

class CapabilityAuthorizationModelTest {

  private static final TenantContext ACME = aTenant().build();

  private final FakeAgentRegistry agents = new FakeAgentRegistry().with(ACME, anAgent());
  private final FakeProviderRegistry providers =
      new FakeProviderRegistry().with(AgentRegistry.class, "agents", agents);
  private final CapabilityAgentLookup current = new CapabilityAgentLookup(providers);
  private final CapabilityAuthorizationModel model = new CapabilityAuthorizationModel(current);

  @Test
  void permitsActionNamedByCapability() {
    var vote = vote(aQuestion().withAction("documents.read"));

    assertEquals(AuthorizationVote.VoteOutcome.PERMIT, vote.outcome());
    assertEquals("within_capabilities", vote.reason().code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "documents",
        "documents.",
        "documents.read.all",
        "Documents.read",
        "documents.read "
      })
  void deniesActionsNoCapabilityNamesExactly(String action) {
    var vote = vote(aQuestion().withAction(action));

    assertEquals(AuthorizationVote.VoteOutcome.DENY, vote.outcome());
    assertEquals("outside_capabilities", vote.reason().code());
  }

  @Test
  void namesCallThatWouldAddCapability() {
    var remedy = vote(aQuestion().withAction("documents.delete")).remedy().orElseThrow();

    assertTrue(remedy.contains("documents.delete"), remedy);
    assertTrue(
        remedy.contains("PUT " + ACME.issuer() + "/admin/agents/" + anAgentRef().id() + "/scopes"),
        remedy);
  }

  @Test
  void usesCurrentCapabilitiesInsteadOfTokenScope() {
    agents.with(ACME, anAgent().withCapabilities("documents.read"));

    var vote = vote(aQuestion().withAction("documents.write").byCredentialFor("documents.write"));

    assertEquals("outside_capabilities", vote.reason().code());
  }

  @Test
  void deniesActionOutsideTokenScope() {
    var vote = vote(aQuestion().withAction("documents.write").byCredentialFor("documents.read"));

    assertEquals(AuthorizationVote.VoteOutcome.DENY, vote.outcome());
    assertEquals("outside_token_scope", vote.reason().code());
    assertEquals("Request a token with scope documents.write.", vote.remedy().orElseThrow());
  }

  @Test
  void deniesATokenWithoutScope() {
    assertEquals(
        "outside_token_scope",
        vote(aQuestion().withAction("documents.read").byCredentialFor()).reason().code());
  }

  @Test
  void deniesADisabledAgent() {
    agents.with(ACME, anAgent().disabled());

    assertEquals(AuthorizationVote.VoteOutcome.DENY, vote(aQuestion()).outcome());
  }

  @Test
  void deniesAnAgentOfAnotherTenant() {
    var vote = model.vote(aTenant("other").build(), aQuestion().build());

    assertEquals(AuthorizationVote.VoteOutcome.DENY, vote.outcome());
    assertEquals("unknown_agent", vote.reason().code());
  }

  @Test
  void abstainsForUsers() {
    assertEquals(
        AuthorizationVote.VoteOutcome.NOT_APPLICABLE,
        vote(aQuestion().about(aUserRef())).outcome());
  }

  @Test
  void returns503WhileRegistryIsMissing() {
    providers.without(AgentRegistry.class, "agents");

    assertEquals(503, assertThrows(ApiException.class, () -> vote(aQuestion())).status());
  }

  @Test
  void releasesRegistryLeaseAfterVote() {
    vote(aQuestion());

    assertEquals(0, providers.openLeases());
  }

  @Test
  void listsCapabilitiesAsPermissions() {
    var listed = new CapabilityPermissionProvider(current).permissions(ACME, anAgentRef());

    assertEquals(
        List.of("documents.read", "documents.write"),
        listed.stream().map(EffectivePermission::slug).toList());
  }

  @Test
  void listsNoPermissionsForDisabledAgent() {
    agents.with(ACME, anAgent().disabled());

    assertEquals(
        List.of(), new CapabilityPermissionProvider(current).permissions(ACME, anAgentRef()));
  }

  private AuthorizationVote vote(DecisionRequestBuilder question) {
    return model.vote(ACME, question.build());
  }
}
