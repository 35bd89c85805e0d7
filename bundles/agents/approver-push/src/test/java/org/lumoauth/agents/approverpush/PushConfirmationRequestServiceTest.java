/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approverpush;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUser;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.ApprovalAnswer;
import org.lumoauth.api.approval.ApproverChannel;
import org.lumoauth.api.approval.ApproverNotification;
import org.lumoauth.api.approval.RequestingAgentResolver;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CredentialKind;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.testkit.builder.UserBuilder;
import org.lumoauth.testkit.fake.FakeApprovalService;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.user.FakeUserDirectory;

class PushConfirmationRequestServiceTest {

  private static final TenantContext ACME = aTenant().build();
  private static final String ADA = UserBuilder.ID;
  private static final SubjectRef USER = new SubjectRef("user", ADA);
  private static final SubjectRef DEPUTY = new SubjectRef("user", "usr_grace");
  private static final AuditInitiator BY = AuditInitiator.server("test");

  private static final Map<String, Object> BODY =
      Map.of(
          "task_id", "t-1",
          "reason", "Shall I book it?",
          "impact", "high",
          "on_behalf_of", ADA,
          "meta", Map.of("price", 120));

  private final Set<SubjectRef> minters = new HashSet<>();
  private final FakeApprovalService approvals = new FakeApprovalService(Instant::now);
  private final FakeProviderRegistry registry = new FakeProviderRegistry();
  private final PushConfirmationRequestService push =
      new PushConfirmationRequestService(
          new AgentsOfAda(),
          approvals,
          new FakeUserDirectory().with(ACME, aUser().build()),
          registry);

  private void reached(String... channels) {
    for (String name : channels) {
      registry.with(ApproverChannel.class, name, new Reaching());
    }
  }

  @Test
  void requestsApprovalOnlyFromUserForTwoMinutes() {
    reached("push", "email");

    var made = ask();

    assertEquals(201, made.status());
    assertEquals("pending", made.body().get("status"));
    String token = (String) made.body().get("approval_token");
    Approval approval = approvals.find(ACME, token).orElseThrow();
    assertEquals(USER, approval.request().approver().orElseThrow());
    assertEquals(Duration.ofSeconds(120), approval.request().lifetime().orElseThrow());
    approvals.answer(ACME, token, USER, ApprovalAnswer.of(true), BY);
    Map<String, Object> status = status("agt_1", token);
    assertEquals("approved", status.get("status"));
    assertEquals(ADA, ((Map<?, ?>) status.get("approved_by")).get("user_id"));
    assertEquals("t-1", status.get("task_id"));
    assertEquals("approval_of_another_agent", code(() -> status("agt_2", token)));
  }

  @Test
  void addsTokenCreatorOtherThanUserToChain() {
    reached("push");
    minters.add(DEPUTY);
    ask();
    minters.clear();
    minters.add(USER);
    ask();

    assertEquals(List.of(DEPUTY), approvals.find(ACME, "apr_1").orElseThrow().request().chain());
    assertEquals(List.of(), approvals.find(ACME, "apr_2").orElseThrow().request().chain());
  }

  @Test
  void ignoresApprovalByLaterTokenCreator() {
    reached("push");
    ask();
    approvals.answer(ACME, "apr_1", DEPUTY, ApprovalAnswer.of(true), BY);
    assertEquals("approved", status("agt_1", "apr_1").get("status"));

    minters.add(DEPUTY);

    Map<String, Object> status = status("agt_1", "apr_1");
    assertEquals("expired", status.get("status"));
    assertEquals(null, status.get("approved_by"));
  }

  @Test
  void reportsEmailFallbackIfOnlyMailReachesUser() {
    reached("email");

    var made = ask();

    assertEquals(202, made.status());
    assertEquals("email_fallback_sent", made.body().get("status"));
  }

  @Test
  void rejectsRequestIfNoChannelReachesUser() {
    assertEquals("no_approval_channel", code(() -> ask()));
  }

  @Test
  void requiresTaskReasonImpactAndUser() {
    reached("push");
    for (String needed : List.of("task_id", "reason", "impact", "on_behalf_of")) {
      Map<String, Object> less = new HashMap<>(BODY);
      less.remove(needed);
      assertInvalid(less);
      less.put(needed, null);
      assertInvalid(less);
      less.put(needed, "");
      assertInvalid(less);
      less.put(needed, " ");
      assertInvalid(less);
    }
  }

  @Test
  void rejectsUnknownImpactValues() {
    reached("push");
    for (Object other : List.of("HIGH", "none", 3)) {
      Map<String, Object> body = new HashMap<>(BODY);
      body.put("impact", other);
      assertInvalid(body);
    }
  }

  private void assertInvalid(Map<String, Object> body) {
    var refusal = assertThrows(ApiException.class, () -> push.ask(ACME, caller("agt_1"), BY, body));

    assertEquals("400 invalid_request", refusal.status() + " " + refusal.code(), "" + body);
  }

  private PushConfirmationRequestService.PushApprovalResult ask() {
    return push.ask(ACME, caller("agt_1"), BY, BODY);
  }

  private Map<String, Object> status(String agentId, String token) {
    return push.status(ACME, caller(agentId), token);
  }

  private static Caller caller(String agentId) {
    return new Caller(
        new SubjectRef("agent", agentId),
        List.of(),
        Optional.of(ACME.id()),
        Optional.empty(),
        Set.of(),
        CredentialKind.ACCESS_TOKEN,
        "tok_1");
  }

  private static String code(Runnable work) {
    return assertThrows(ApiException.class, work::run).code();
  }

  private static final class Reaching implements ApproverChannel {
    @Override
    public boolean canReach(TenantContext tenant, ApproverNotification request) {
      return request.approver().type().equals("user");
    }

    @Override
    public void sendRequest(TenantContext tenant, ApproverNotification request, String link) {
      throw new AssertionError("it is the approvals that tell people");
    }
  }

  /** Agents that act for Ada, and may ask as often as they like. */
  private final class AgentsOfAda implements RequestingAgentResolver {
    @Override
    public Agent requireAgent(TenantContext tenant, Caller caller) {
      return new Agent(
          caller.subject().id(),
          "cli_1",
          "Travel agent",
          Optional.empty(),
          "client_credentials",
          Set.of(),
          true,
          Instant.EPOCH);
    }

    @Override
    public void countRequest(TenantContext tenant, Agent agent) {}

    @Override
    public SubjectRef resolveUser(TenantContext tenant, Caller caller, Agent agent, String named) {
      return new SubjectRef("user", named);
    }

    @Override
    public Set<SubjectRef> findTokenHolders(TenantContext tenant, Caller caller) {
      return minters;
    }
  }
}
