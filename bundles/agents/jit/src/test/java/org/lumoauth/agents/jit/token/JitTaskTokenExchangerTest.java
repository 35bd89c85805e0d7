/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.jit.JitBundleFixture.ACME;
import static org.lumoauth.agents.jit.JitBundleFixture.ADA;
import static org.lumoauth.agents.jit.JitBundleFixture.by;
import static org.lumoauth.agents.jit.JitBundleFixture.read;
import static org.lumoauth.testkit.builder.TestBuilders.aGrantRequest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.jit.JitBundleFixture;
import org.lumoauth.api.agent.TaskTokenExchanger;
import org.lumoauth.api.approval.ApprovalAnswer;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.VerifiedToken;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** What was approved in a task, for agents that know the task and the token endpoint alone. */
class JitTaskTokenExchangerTest {

  private static final SubjectRef AGENT = new SubjectRef(SubjectRef.AGENT, "agt_1");

  @DatabaseTest
  void givesWhatWasApprovedInTheTaskOnce(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    String task = bench.task();
    var asked = bench.ask(task, read());

    var given = exchange(bench, "agt_1", own(bench), task);

    assertEquals(List.of(read()), given.members().get("authorization_details"));
    assertEquals(asked.get("request_id"), given.members().get("jit_request_id"));
    assertEquals(Set.of(), given.token().scope());
    assertRefused(bench, "agt_1", own(bench), task);
  }

  /** A token that is stolen is of no use without the client's key (RFC 9449 section 5). */
  @DatabaseTest
  void bindsTheTokenToTheKeyThatTheClientProved(TestDatabase database) throws Exception {
    var bench = new JitBundleFixture(database);
    String task = bench.task();
    bench.ask(task, read());
    Map<String, Object> key = Map.of("jkt", "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I");

    var given = exchange(bench, "agt_1", own(bench), task, Optional.of(key));

    assertEquals(
        Optional.of(key),
        bench.tokenService.verifyForAnyAudience(ACME, given.token().value()).confirmation());
  }

  @DatabaseTest
  void issuesNothingBeforeApproval(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    String task = bench.task();
    String pending = bench.pending(task);
    assertRefused(bench, "agt_1", own(bench), task);

    bench.answer(pending, ApprovalAnswer.of(true));

    assertEquals(
        pending, exchange(bench, "agt_1", own(bench), task).members().get("jit_request_id"));
  }

  @DatabaseTest
  void givesNothingOfAnotherAgentsTask(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    String task = bench.task();
    bench.ask(task, read());

    assertRefused(bench, "agt_2", of(bench, "agt_2"), task);
    assertRefused(bench, "agt_2", own(bench), task);
    assertRefused(bench, "agt_1", own(bench), "task_of_nobody");
  }

  /** Nobody is left behind for whom the agent acts. */
  @DatabaseTest
  void givesNothingOfATaskThatIsNotForTheUserWhoseTokenIsPresented(TestDatabase database) {
    var bench =
        new JitBundleFixture(database).withConsent("dlg_1", "documents.read", "file_access");
    String task = bench.task();
    bench.ask(task, read());

    assertRefused(
        bench, "agt_1", token(bench, new SubjectRef("user", ADA), List.of(AGENT), "agt_1"), task);
  }

  @DatabaseTest
  void givesNothingOfATaskForAUserForATokenThatIsLimitedToLess(TestDatabase database) {
    var bench = new JitBundleFixture(database).withConsent("dlg_1", "documents.read");
    String task = (String) bench.taskForAda().get("task_id");
    bench.requestDesk.ask(
        by("agt_1"), Map.of("task_id", task, "required_scopes", List.of("documents.read")));
    var narrow = token(bench, AGENT, List.of(), "agt_1", Set.of("documents.read"));

    assertRefused(bench, "agt_1", narrow, task);
    assertEquals(
        Set.of("documents.read"), exchange(bench, "agt_1", own(bench), task).token().scope());
  }

  @DatabaseTest
  void showsTheRequestsOfATaskWithIt(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    String task = bench.task();
    var approved = bench.ask(task, read());
    String pending = bench.pending(task);

    var shown = (List<?>) bench.taskDesk.status(by("agt_1"), task).get("requests");

    assertEquals(2, shown.size());
    var first = (Map<?, ?>) shown.get(0);
    var other = (Map<?, ?>) shown.get(1);
    boolean inOrder = first.get("request_id").equals(approved.get("request_id"));
    assertEquals(approved.get("token_url"), (inOrder ? first : other).get("token_url"));
    assertEquals(pending, (inOrder ? other : first).get("request_id"));
    assertEquals("pending", (inOrder ? other : first).get("status"));
    assertTrue(((Map<?, ?>) shown.get(0)).containsKey("expires_at"));
  }

  private static void assertRefused(
      JitBundleFixture bench, String clientOf, VerifiedToken presented, String task) {
    var refusal =
        assertThrows(OAuthException.class, () -> exchange(bench, clientOf, presented, task));
    assertEquals("invalid_grant", refusal.code());
  }

  private static TaskTokenExchanger.TaskTokenResult exchange(
      JitBundleFixture bench, String clientOf, VerifiedToken presented, String task) {
    return exchange(bench, clientOf, presented, task, Optional.empty());
  }

  private static TaskTokenExchanger.TaskTokenResult exchange(
      JitBundleFixture bench,
      String clientOf,
      VerifiedToken presented,
      String task,
      Optional<Map<String, Object>> key) {
    AuthenticatedTokenRequest any = aGrantRequest().build();
    var request =
        new AuthenticatedTokenRequest(
            JitBundleFixture.client(clientOf), any.authenticationMethod(), any.request(), key);
    return bench.exchanges.exchange(ACME, request, presented, task);
  }

  private static VerifiedToken own(JitBundleFixture bench) {
    return of(bench, "agt_1");
  }

  private static VerifiedToken of(JitBundleFixture bench, String agentId) {
    return token(bench, new SubjectRef(SubjectRef.AGENT, agentId), List.of(), agentId);
  }

  private static VerifiedToken token(
      JitBundleFixture bench, SubjectRef subject, List<SubjectRef> actors, String agentId) {
    return token(bench, subject, actors, agentId, JitBundleFixture.SHOWN);
  }

  private static VerifiedToken token(
      JitBundleFixture bench,
      SubjectRef subject,
      List<SubjectRef> actors,
      String agentId,
      Set<String> scope) {
    var issued =
        bench.tokenService.issue(
            ACME,
            new AccessTokenIssuanceRequest(
                JitBundleFixture.client(agentId),
                subject,
                actors,
                scope,
                List.of(),
                Duration.ofMinutes(15),
                Optional.empty(),
                Map.of()));
    try {
      return bench.tokenService.verifyForAnyAudience(ACME, issued.value());
    } catch (InvalidTokenException e) {
      throw new AssertionError(e);
    }
  }
}
