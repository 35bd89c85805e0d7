/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.ssf.subject.ReceiverSubjectIdentifiers;
import org.lumoauth.agents.ssf.subject.SubjectIdentifier;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
import org.lumoauth.api.audit.AuditRecord;
import org.lumoauth.api.directory.SubjectRef;

class AuditSecurityEventMapperTest {

  private static final Instant TIME = Instant.parse("2026-11-27T12:00:00Z");
  private static final SubjectRef ADMIN = new SubjectRef(SubjectRef.USER, "usr_admin");

  @Test
  void mapsEndedSessionToSessionRevoked() {
    var signal =
        only(
            record(
                "session.ended",
                AuditOutcome.SUCCESS,
                "session",
                "ses_1",
                Map.of("user", "usr_1")));

    assertEquals(SecurityEventTypes.SESSION_REVOKED, signal.type());
    assertEquals(new SubjectRef(SubjectRef.USER, "usr_1"), signal.subject());
    assertEquals(Optional.of("ses_1"), signal.session());
    assertEquals(1_795_780_800L, signal.claims().get("event_timestamp"));
    assertEquals(Map.of("en", "It was done."), signal.claims().get("reason_admin"));
    assertEquals("admin", signal.claims().get("initiating_entity"));
  }

  @Test
  void reportsUserAsInitiatorOfOwnAction() {
    var signal =
        only(
            record(
                "session.ended",
                AuditOutcome.SUCCESS,
                "session",
                "ses_1",
                Map.of("user", "usr_admin")));

    assertEquals("user", signal.claims().get("initiating_entity"));
  }

  @Test
  void reportsSystemAsInitiatorOfTaskCompletedByAgent() {
    var agent = new SubjectRef(SubjectRef.AGENT, "agt_1");

    assertEquals("system", initiator("jit.task_completed", agent, task()));
    assertEquals("system", initiator("jit.task_completed", agent, taskFor("usr_1")));
  }

  @Test
  void reportsUserAsInitiatorOfTaskTheyCancel() {
    var user = new SubjectRef(SubjectRef.USER, "usr_1");

    assertEquals("user", initiator("jit.task_cancelled", user, taskFor("usr_1")));
    assertEquals("admin", initiator("jit.task_cancelled", ADMIN, taskFor("usr_1")));
  }

  @Test
  void distinguishesPolicyFromSystemInitiator() {
    var rule = new SubjectRef(SubjectRef.OPERATOR, "jit-policy");
    var server = new SubjectRef(SubjectRef.OPERATOR, "jit");

    assertEquals("policy", initiator("jit.task_suspended", rule, task()));
    assertEquals("system", initiator("jit.task_suspended", server, task()));
  }

  private static Map<String, Object> task() {
    return Map.of("agent_id", "agt_1", "caep_session_id", "agent:a:task:task_1");
  }

  private static Map<String, Object> taskFor(String user) {
    return Map.of(
        "agent_id", "agt_1", "caep_session_id", "agent:a:task:task_1", "on_behalf_of", user);
  }

  private static Object initiator(String action, SubjectRef actor, Map<String, Object> details) {
    return only(record(actor, action, AuditOutcome.SUCCESS, "jit_task", "task_1", details))
        .claims()
        .get("initiating_entity");
  }

  @Test
  void ignoresDeniedActions() {
    assertEquals(
        List.of(),
        AuditSecurityEventMapper.of(
            record("user.password_changed", AuditOutcome.DENIED, "user", "usr_1", Map.of())));
  }

  @Test
  void mapsPasswordChangeToCredentialChange() {
    var signal =
        only(record("user.password_changed", AuditOutcome.SUCCESS, "user", "usr_1", Map.of()));

    assertEquals(SecurityEventTypes.CREDENTIAL_CHANGE, signal.type());
    assertEquals("password", signal.claims().get("credential_type"));
    assertEquals("update", signal.claims().get("change_type"));
  }

  @Test
  void mapsAccountStatusChanges() {
    assertEquals(
        List.of(SecurityEventTypes.SESSION_REVOKED, SecurityEventTypes.ACCOUNT_DISABLED),
        types(record("user.blocked", AuditOutcome.SUCCESS, "user", "usr_1", Map.of())));
    assertEquals(
        List.of(SecurityEventTypes.ACCOUNT_ENABLED),
        types(record("agent.enabled", AuditOutcome.SUCCESS, "agent", "agt_1", Map.of())));
    assertEquals(
        List.of(SecurityEventTypes.SESSION_REVOKED),
        types(
            record("agent.stopped_from_above", AuditOutcome.SUCCESS, "agent", "agt_1", Map.of())));
    assertEquals(
        List.of(SecurityEventTypes.SESSION_REVOKED, SecurityEventTypes.ACCOUNT_PURGED),
        types(record("agent.retired", AuditOutcome.SUCCESS, "agent", "agt_1", Map.of())));
  }

  @Test
  void mapsUpdatesOnlyIfAccountStatusChanges() {
    assertEquals(
        List.of(SecurityEventTypes.SESSION_REVOKED, SecurityEventTypes.ACCOUNT_DISABLED),
        types(
            record(
                "user.updated",
                AuditOutcome.SUCCESS,
                "user",
                "usr_1",
                Map.of("isActive", Map.of("old", true, "new", false)))));
    assertEquals(
        List.of(SecurityEventTypes.ACCOUNT_ENABLED),
        types(
            record(
                "agent.updated",
                AuditOutcome.SUCCESS,
                "agent",
                "agt_1",
                Map.of(
                    "oldValue", Map.of("enabled", false), "newValue", Map.of("enabled", true)))));
    assertEquals(
        List.of(),
        types(
            record(
                "user.updated",
                AuditOutcome.SUCCESS,
                "user",
                "usr_1",
                Map.of("name", Map.of("old", "A", "new", "B")))));
  }

  @Test
  void mapsRevokedDelegationToUserAndAgent() {
    var signal =
        only(
            record(
                "delegation.revoked",
                AuditOutcome.SUCCESS,
                "delegation",
                "dlg_1",
                Map.of("user", "user:usr_1", "agent", "agent:agt_1")));

    assertEquals(new SubjectRef(SubjectRef.USER, "usr_1"), signal.subject());
    assertEquals(Optional.of(new SubjectRef(SubjectRef.AGENT, "agt_1")), signal.application());
    assertEquals(Optional.of("dlg_1"), signal.session());
  }

  @Test
  void mapsEndedTaskToSessionRevoked() {
    var task = Map.<String, Object>of("agent_id", "agt_1", "caep_session_id", "agent:a:task:t");

    var own = only(record("jit.task_suspended", AuditOutcome.SUCCESS, "jit_task", "t", task));

    assertEquals(SecurityEventTypes.SESSION_REVOKED, own.type());
    assertEquals(new SubjectRef(SubjectRef.AGENT, "agt_1"), own.subject());
    assertEquals(Optional.of("agent:a:task:t"), own.session());
    assertEquals(
        Map.of(
            "format", "complex",
            "application", Map.of("format", "iss_sub", "iss", "https://id", "sub", "agt_1"),
            "session", Map.of("format", "opaque", "id", "agent:a:task:t")),
        new ReceiverSubjectIdentifiers(SubjectIdentifier.issSub("https://id", "agt_1"), List.of())
            .claim(own, Optional.empty()));
  }

  @Test
  void reportsUserTheTaskActedFor() {
    var task =
        Map.<String, Object>of(
            "agent_id", "agt_1", "caep_session_id", "agent:a:task:t", "on_behalf_of", "usr_1");

    var signal = only(record("jit.task_completed", AuditOutcome.SUCCESS, "jit_task", "t", task));

    assertEquals(new SubjectRef(SubjectRef.USER, "usr_1"), signal.subject());
    assertEquals(Optional.of(new SubjectRef(SubjectRef.AGENT, "agt_1")), signal.application());
  }

  @Test
  void sendsRevokedConsentOnlyToItsClient() {
    var signal =
        only(
            record(
                "consent.revoked",
                AuditOutcome.SUCCESS,
                "consent",
                "con_1",
                Map.of("user", "usr_1", "client_id", "cli_1")));

    assertEquals(Optional.of("cli_1"), signal.onlyFor());
  }

  @Test
  void ignoresIncompleteRecords() {
    for (String action : AuditSecurityEventMapper.actions()) {
      assertEquals(
          List.of(), types(record(action, AuditOutcome.SUCCESS, "thing", "x", Map.of())), action);
    }
  }

  @Test
  void producesOnlySupportedEventTypes() {
    for (String action : AuditSecurityEventMapper.actions()) {
      for (String type : List.of("user", "agent", "client", "api_key")) {
        assertTrue(
            SecurityEventTypes.SUPPORTED.containsAll(
                types(record(action, AuditOutcome.SUCCESS, type, "x", Map.of()))),
            action);
      }
    }
  }

  private static SecurityEvent only(AuditRecord from) {
    List<SecurityEvent> signals = AuditSecurityEventMapper.of(from);
    assertEquals(1, signals.size());
    return signals.get(0);
  }

  private static List<String> types(AuditRecord from) {
    return AuditSecurityEventMapper.of(from).stream().map(SecurityEvent::type).toList();
  }

  private static AuditRecord record(
      String action, AuditOutcome outcome, String type, String id, Map<String, Object> details) {
    return record(ADMIN, action, outcome, type, id, details);
  }

  private static AuditRecord record(
      SubjectRef actor,
      String action,
      AuditOutcome outcome,
      String type,
      String id,
      Map<String, Object> details) {
    return new AuditRecord(
        "aud_1",
        7,
        "ten_1",
        TIME,
        new AuditEvent(
            action,
            outcome,
            actor,
            List.of(),
            Optional.of(new AuditEvent.AuditTarget(type, id, Optional.empty())),
            "It was done.",
            Optional.empty(),
            details));
  }
}
