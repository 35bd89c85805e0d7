/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.directory.SubjectRef;

class AuditInitiatorTest {

  private static final AuditEvent.RequestInfo REQUEST =
      new AuditEvent.RequestInfo("req-1", "192.0.2.7", Optional.empty(), Optional.empty());

  @Test
  void createsEventWithInitiatorAsActor() {
    var agent = new SubjectRef(SubjectRef.AGENT, "agt_1");
    var ada = new SubjectRef(SubjectRef.USER, "usr_ada");
    var target = new AuditEvent.AuditTarget("role", "rol_1", Optional.of("editor"));
    var by = new AuditInitiator(agent, List.of(ada), Optional.of(REQUEST));

    assertEquals(
        new AuditEvent(
            "role.created",
            AuditEvent.AuditOutcome.SUCCESS,
            agent,
            List.of(ada),
            Optional.of(target),
            "A role was created.",
            Optional.of(REQUEST),
            Map.of("name", "editor")),
        by.auditEvent("role.created", target, "A role was created.", Map.of("name", "editor")));
  }

  @Test
  void hasNoOnBehalfOfByDefault() {
    var ada = new SubjectRef(SubjectRef.USER, "usr_ada");

    assertEquals(
        new AuditInitiator(ada, List.of(), Optional.of(REQUEST), Optional.empty()),
        AuditInitiator.of(ada, REQUEST));
  }
}
