package org.lumoauth.agents.jit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.aUserRef;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.agent.NextStepSource.NextStep;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.authz.Reason;
import org.lumoauth.api.authz.Vote;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

class NextStepsTest {

  private static final TenantContext ACME = aTenant().build();
  private static final SubjectRef AGENT = new SubjectRef(SubjectRef.AGENT, "agt_1");
  private static final SubjectRef STOPPED = new SubjectRef(SubjectRef.AGENT, "agt_2");

  private final NextSteps steps =
      new NextSteps(
          new ActingAgents(
              new FakeProviderRegistry()
                  .with(
                      AgentRegistry.class,
                      "agents",
                      new FakeAgentRegistry()
                          .with(ACME, Bench.agent("agt_1", Set.of("documents.read"))))));

  @Test
  void tellsHowToAskForWhatTheTokenLacksAndTheAgentIsCapableOf() {
    List<NextStep> told = after(AGENT, "documents.read", denial("outside_token_scope"));

    assertEquals(1, told.size());
    assertEquals("request_permission", told.get(0).type());
    assertEquals(Optional.of(URI.create(ACME.issuer() + "/jit/request")), told.get(0).url());
    assertEquals(List.of("documents.read"), told.get(0).body().get("required_scopes"));
  }

  @Test
  void findsTheReasonAmongTheVotes() {
    var vote = new Decision.ModelVote("agents-capability", AGENT, denied("outside_token_scope"));
    var denial =
        new Decision(
            false, reason("nothing_permits"), Optional.empty(), List.of(vote), Duration.ZERO);

    assertEquals(1, after(AGENT, "documents.read", denial).size());
  }

  @Test
  void offersNothingThatNobodyWouldApprove() {
    assertEquals(List.of(), after(AGENT, "documents.delete", denial("outside_token_scope")));
  }

  @Test
  void offersNothingAgainstAnotherReason() {
    assertEquals(List.of(), after(AGENT, "documents.read", denial("outside_capabilities")));
  }

  @Test
  void offersNothingToWhoeverIsNoAgentThatMayAct() {
    assertEquals(List.of(), after(aUserRef(), "documents.read", denial("outside_token_scope")));
    assertEquals(List.of(), after(STOPPED, "documents.read", denial("outside_token_scope")));
  }

  private List<NextStep> after(SubjectRef who, String action, Decision denial) {
    return steps.after(
        ACME, Bench.by(ACME, who, List.of()).caller(), Question.of(who, action), denial);
  }

  private static Decision denial(String code) {
    return new Decision(false, reason(code), Optional.empty(), List.of(), Duration.ZERO);
  }

  private static Vote denied(String code) {
    return Vote.deny(reason(code), "Ask.");
  }

  private static Reason reason(String code) {
    return Reason.of(code, "No.", Map.of());
  }
}
