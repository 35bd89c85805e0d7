/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.platform.authz.DecisionServiceFixture.permit;
import static org.lumoauth.platform.authz.DecisionServiceFixture.silent;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;

/** A decision service with models of a test, and the subjects of its decisions. */
abstract class DecisionServiceTestBase {

  static final TenantContext ACME =
      new TenantContext("ten_1", "acme", "https://id.example/t/acme/api/v1");
  static final SubjectRef ALICE = new SubjectRef(SubjectRef.USER, "usr_alice");
  static final SubjectRef ROBOT = new SubjectRef(SubjectRef.AGENT, "agt_robot");
  static final SubjectRef TASK = new SubjectRef("agent_task", "agent:robot:task:task_1");
  static final DecisionRequest ASKED = DecisionRequest.of(ALICE, "documents.read");

  final DecisionServiceFixture setup = new DecisionServiceFixture();

  static List<String> codes(List<DecisionReason> reasons) {
    return reasons.stream().map(DecisionReason::code).toList();
  }

  final void assertAbsent(String module, DecisionRequest question) {
    var refusal = assertThrows(ApiException.class, () -> decide(question));
    assertEquals("module_unavailable", refusal.code());
    assertEquals(module, refusal.details().get("module"));
  }

  final Decision decide(DecisionRequest question) {
    return setup.service().decide(ACME, question);
  }

  static DecisionRequest aliceThrough(SubjectRef actor) {
    return aliceThrough(List.of(actor));
  }

  static DecisionRequest aliceThrough(List<SubjectRef> actors) {
    return new DecisionRequest(
        ALICE, actors, "documents.read", Optional.empty(), Map.of(), Optional.empty());
  }

  static AuthorizationModel permitting(SubjectRef... subjects) {
    return (tenant, question) ->
        List.of(subjects).contains(question.subject()) ? permit() : silent(null);
  }

  static AuthorizationModel throwing() {
    return (tenant, question) -> {
      throw new IllegalStateException("broken");
    };
  }
}
