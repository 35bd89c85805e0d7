/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.platform.authz.DecisionServiceFixture.deny;
import static org.lumoauth.platform.authz.DecisionServiceFixture.permit;
import static org.lumoauth.platform.authz.DecisionServiceFixture.silent;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectSource;

/** Each actor of the chain and the subject are evaluated separately. */
class ActorChainDecisionTest extends DecisionServiceTestBase {
  private static DecisionRequest byTask() {
    return new DecisionRequest(
        TASK, List.of(ROBOT), "documents.read", Optional.empty(), Map.of(), Optional.empty());
  }

  @Test
  void explainsSubjectAndEachActorSeparately() {
    setup.with(
        "a", (tenant, question) -> question.subject().equals(ROBOT) ? deny("outside") : permit());

    var bySubject = decide(aliceThrough(ROBOT)).reason().because();

    assertEquals(List.of("subject_permitted", "subject_denied"), codes(bySubject));
    assertEquals(
        Map.of("subject", ROBOT.toString(), "rule", "deny-overrides", "decidedBy", "outside"),
        bySubject.get(1).facts());
  }

  @Test
  void deniesIfOnlySubjectIsPermitted() {
    setup.with("only-alice", permitting(ALICE));

    assertFalse(decide(aliceThrough(ROBOT)).permitted());
  }

  @Test
  void deniesIfOnlyActorIsPermitted() {
    setup.with("only-robot", permitting(ROBOT));

    assertFalse(decide(aliceThrough(ROBOT)).permitted());
  }

  @Test
  void permitsIfSubjectAndActorArePermitted() {
    setup.with("all", permit());

    assertTrue(decide(aliceThrough(ROBOT)).permitted());
  }

  @Test
  void deniesTaskIfItsUserIsDenied() {
    setup.with("a", permitting(TASK, ROBOT)).with("b", silent(null)).actingFor(TASK.type(), ALICE);

    var decision = decide(byTask());

    assertFalse(decision.permitted());
    assertEquals("default_deny", decision.reason().code());
    assertEquals(
        List.of("subject_permitted", "subject_denied", "subject_permitted"),
        codes(decision.reason().because()));
    assertEquals(ALICE.toString(), decision.reason().because().get(1).facts().get("subject"));
  }

  @Test
  void permitsTaskIfItsUserIsPermitted() {
    setup.with("a", permitting(TASK, ALICE, ROBOT)).actingFor(TASK.type(), ALICE);

    assertTrue(decide(byTask()).permitted());
  }

  @Test
  void failsForTaskIfSubjectSourceIsUnavailable() {
    setup.with("a", permit());
    setup.registry.withUnavailable(SubjectSource.class, TASK.type(), "agents-jit");

    assertAbsent("agents-jit", byTask());
  }

  @Test
  void evaluatesModelsPerSubject() {
    setup.with(
        "alone", (tenant, question) -> question.actors().isEmpty() ? permit() : deny("not_alone"));

    assertTrue(decide(aliceThrough(ROBOT)).permitted());
  }

  @Test
  void deniesTooLongActorChain() {
    setup.with("all", permit());
    var chain = Collections.nCopies(DecisionEvaluator.MAX_ACTORS + 1, ROBOT);

    assertEquals("too_many_actors", decide(aliceThrough(chain)).reason().code());
  }

  @Test
  void includesTaskUserAfterSubjectSourceRecovers() {
    setup.with("a", permit()).actingFor(TASK.type(), new SubjectRef(SubjectRef.USER, "usr_ada"));
    var tasks = setup.registry.track(SubjectSource.class).lease(TASK.type()).orElseThrow();
    setup.registry.withRecoveringAfterAcquire(
        SubjectSource.class, TASK.type(), "agents-jit", tasks.get());

    assertEquals(
        3, decide(byTask()).votes().stream().map(Decision.ModelVote::subject).distinct().count());
  }
}
