/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.platform.authz.DecisionServiceFixture.deny;
import static org.lumoauth.platform.authz.DecisionServiceFixture.permit;
import static org.lumoauth.platform.authz.DecisionServiceFixture.silent;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.DecisionRequest;

/** What the votes of models make together. */
class DecisionServiceTest extends DecisionServiceTestBase {
  @Test
  void permitsWhenOneModelPermitsAndNoneDenies() {
    setup.with("a", silent(null)).with("b", permit());

    assertTrue(decide(ASKED).permitted());
  }

  @Test
  void deniesWhenOneModelDenies() {
    setup.with("a", permit()).with("b", deny("outside")).with("c", permit());

    var decision = decide(ASKED);

    assertFalse(decision.permitted());
    assertEquals("outside", decision.reason().code());
  }

  @Test
  void deniesIfNoModelIsApplicable() {
    setup.with("a", silent(null));

    var decision = decide(ASKED);

    assertFalse(decision.permitted());
    assertEquals("default_deny", decision.reason().code());
  }

  @Test
  void deniesWithoutModels() {
    assertEquals("default_deny", decide(ASKED).reason().code());
  }

  @Test
  void defaultDenialCombinesRemediesOfAllModels() {
    setup.with("a", silent("Do this.")).with("b", silent("Do that.")).with("c", silent("Do this."));

    assertEquals(Optional.of("Do this. Or: Do that."), decide(ASKED).remedy());
  }

  @Test
  void denialPrefersRemedyOfDenyingModel() {
    setup.with("a", silent("Do this.")).with("b", deny("outside"));

    assertEquals(Optional.of("Ask for less."), decide(ASKED).remedy());
  }

  @Test
  void explanationContainsEveryVote() {
    setup.with("a", permit()).with("b", silent(null));

    var bySubject = decide(ASKED).reason().because();

    assertEquals(List.of("subject_permitted"), codes(bySubject));
    assertEquals(List.of("granted", "nothing", "no_credential"), codes(bySubject.get(0).because()));
  }

  @Test
  void evaluatesModelOnlyForDeclaredSubjectsAndContext() {
    Map<String, Object> ofUsers = Map.of(AuthorizationModel.SUBJECTS, ASKED.subject().type());
    Map<String, Object> ofTasks = Map.of(AuthorizationModel.SUBJECTS, "agent_task");
    Map<String, Object> ofApprovals = Map.of(AuthorizationModel.CONTEXT, "approval");
    AuthorizationModel never =
        (tenant, question) -> {
          throw new AssertionError("asked");
        };
    setup
        .with("of-users", (tenant, question) -> permit(), ofUsers)
        .with("of-tasks", never, ofTasks)
        .with("of-approvals", never, ofApprovals);

    Decision decision = decide(ASKED);

    assertTrue(decision.permitted());
    assertEquals(
        List.of("not_concerned", "not_concerned"),
        decision.votes().stream()
            .filter(vote -> vote.model().startsWith("of-") && !vote.model().equals("of-users"))
            .map(vote -> vote.vote().reason().code())
            .toList());
  }

  @Test
  void includesNewModelInNextDecision() {
    setup.with("a", permit());
    var service = setup.service();
    service.decide(ACME, ASKED);
    setup.with("b", deny("new"));

    assertFalse(service.decide(ACME, ASKED).permitted());
  }

  @Test
  void releasesEveryModelAfterDecision() {
    setup.inline("a").with("a", permit()).with("b", throwing());

    decide(aliceThrough(ROBOT));

    assertEquals(0, setup.registry.openLeases());
  }

  @Test
  void batchDecisionsEqualSingleDecisions() {
    setup.with("only-alice", permitting(ALICE));
    var service = setup.service();
    var questions = List.of(ASKED, DecisionRequest.of(ROBOT, "documents.read"), ASKED);

    var decisions = service.decideAll(ACME, questions);

    assertEquals(questions.stream().map(q -> service.decide(ACME, q)).toList(), decisions);
  }
}
