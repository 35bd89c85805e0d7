/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
import org.lumoauth.api.audit.AuditEvent.AuditTarget;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.directory.SubjectRef;

class AuditEventTest {
  private static final SubjectRef AGENT = new SubjectRef("agent", "agt_1");
  private static final SubjectRef USER = new SubjectRef(SubjectRef.USER, "usr_1");
  private static final RequestInfo REQUEST =
      new RequestInfo("req_1", "192.0.2.1", Optional.empty(), Optional.of("cli_1"));
  private static final AuditInitiator BY =
      new AuditInitiator(AGENT, List.of(USER), Optional.of(REQUEST));

  @Test
  void createsSuccessEventForInitiator() {
    assertEquals(
        new AuditEvent(
            "file.read",
            AuditOutcome.SUCCESS,
            AGENT,
            List.of(USER),
            Optional.empty(),
            "A file was read.",
            Optional.of(REQUEST),
            Map.of()),
        BY.auditEvent("file.read", "A file was read."));
  }

  @Test
  void addsTargetOutcomeAndDetails() {
    AuditEvent event =
        BY.auditEvent("file.read", "A file was refused.")
            .withTarget("file", "f1", "Plan")
            .withOutcome(AuditOutcome.DENIED)
            .withDetail("reason", "expired")
            .withDetails(Map.of("bytes", 5, "scope", "read"));

    assertEquals(Optional.of(new AuditTarget("file", "f1", Optional.of("Plan"))), event.target());
    assertEquals(AuditOutcome.DENIED, event.outcome());
    assertEquals(Map.of("reason", "expired", "bytes", 5, "scope", "read"), event.details());
    assertEquals(AGENT, event.actor());
    assertEquals(Optional.of(REQUEST), event.request());
  }

  @Test
  void addsNoDetailWithoutAValue() {
    AuditEvent event = BY.auditEvent("file.read", "A file was read.");

    assertSame(event, event.withDetail("reason", null));
  }
}
