package org.lumoauth.agents.capability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.Builders.aQuestion;
import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.aUserRef;
import static org.lumoauth.testkit.builder.Builders.anAgent;
import static org.lumoauth.testkit.builder.Builders.anAgentRef;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.authz.EffectivePermission;
import org.lumoauth.api.authz.Vote;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.testkit.builder.QuestionBuilder;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

class CapabilityModelTest {

  private static final TenantContext ACME = aTenant().build();

  private final FakeAgentRegistry agents = new FakeAgentRegistry().with(ACME, anAgent());
  private final FakeProviderRegistry providers =
      new FakeProviderRegistry().with(AgentRegistry.class, "agents", agents);
  private final CurrentAgents current = new CurrentAgents(providers);
  private final CapabilityModel model = new CapabilityModel(current);

  @Test
  void permitsWhatACapabilityNames() {
    var vote = vote(aQuestion().toDo("documents.read"));

    assertEquals(Vote.Outcome.PERMIT, vote.outcome());
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
  void deniesWhatNoCapabilityNamesExactly(String action) {
    var vote = vote(aQuestion().toDo(action));

    assertEquals(Vote.Outcome.DENY, vote.outcome());
    assertEquals("outside_capabilities", vote.reason().code());
  }

  @Test
  void tellsWhichCallWouldAddTheCapability() {
    var remedy = vote(aQuestion().toDo("documents.delete")).remedy().orElseThrow();

    assertTrue(remedy.contains("documents.delete"), remedy);
    assertTrue(
        remedy.contains("PUT " + ACME.issuer() + "/admin/agents/" + anAgentRef().id() + "/scopes"),
        remedy);
  }

  @Test
  void judgesByTheCapabilitiesOfNowNotOfTheToken() {
    agents.with(ACME, anAgent().withCapabilities("documents.read"));

    var vote = vote(aQuestion().toDo("documents.write").byCredentialFor("documents.write"));

    assertEquals("outside_capabilities", vote.reason().code());
  }

  @Test
  void deniesWhatTheTokenIsNotFor() {
    var vote = vote(aQuestion().toDo("documents.write").byCredentialFor("documents.read"));

    assertEquals(Vote.Outcome.DENY, vote.outcome());
    assertEquals("outside_token_scope", vote.reason().code());
    assertEquals("Request a token with scope documents.write.", vote.remedy().orElseThrow());
  }

  @Test
  void deniesATokenWithoutScope() {
    assertEquals(
        "outside_token_scope",
        vote(aQuestion().toDo("documents.read").byCredentialFor()).reason().code());
  }

  @Test
  void deniesADisabledAgent() {
    agents.with(ACME, anAgent().disabled());

    assertEquals(Vote.Outcome.DENY, vote(aQuestion()).outcome());
  }

  @Test
  void deniesAnAgentOfAnotherTenant() {
    var vote = model.vote(aTenant("other").build(), aQuestion().build());

    assertEquals(Vote.Outcome.DENY, vote.outcome());
    assertEquals("unknown_agent", vote.reason().code());
  }

  @Test
  void saysNothingOfUsers() {
    assertEquals(Vote.Outcome.NOT_APPLICABLE, vote(aQuestion().about(aUserRef())).outcome());
  }

  @Test
  void doesNotAnswerWhileThereIsNoRegistry() {
    providers.without(AgentRegistry.class, "agents");

    assertEquals(503, assertThrows(Problem.class, () -> vote(aQuestion())).status());
  }

  @Test
  void holdsTheRegistryOnlyWhileItLooks() {
    vote(aQuestion());

    assertEquals(0, providers.openLeases());
  }

  @Test
  void listsTheCapabilitiesAsPermissions() {
    var listed = new CapabilityPermissions(current).permissions(ACME, anAgentRef());

    assertEquals(
        List.of("documents.read", "documents.write"),
        listed.stream().map(EffectivePermission::slug).toList());
  }

  @Test
  void listsNothingForADisabledAgent() {
    agents.with(ACME, anAgent().disabled());

    assertEquals(List.of(), new CapabilityPermissions(current).permissions(ACME, anAgentRef()));
  }

  private Vote vote(QuestionBuilder question) {
    return model.vote(ACME, question.build());
  }
}
