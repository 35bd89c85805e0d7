package org.example.changefreeze;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.authz.AuthorizationVote.VoteOutcome;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

class ChangeFreezeModelTest {
  private static final TenantContext ACME =
      new TenantContext("ten_1", "acme", "https://auth.example.org/t/acme/api/v1");
  private static final Instant BEGIN = Instant.parse("2026-12-20T00:00:00Z");
  private static final Instant END = Instant.parse("2027-01-04T00:00:00Z");
  private static final SubjectRef AGENT = new SubjectRef(SubjectRef.AGENT, "agt_1");

  @Test
  void deniesAnAgentWhatIsFrozen() {
    assertEquals(VoteOutcome.DENY, vote(BEGIN, AGENT, "write_file", Map.of()));
  }

  @Test
  void leavesOtherActionsAlone() {
    assertEquals(VoteOutcome.NOT_APPLICABLE, vote(BEGIN, AGENT, "read_file", Map.of()));
  }

  @Test
  void leavesUsersAlone() {
    var user = new SubjectRef(SubjectRef.USER, "usr_1");

    assertEquals(VoteOutcome.NOT_APPLICABLE, vote(BEGIN, user, "write_file", Map.of()));
  }

  @Test
  void isOverAtItsEnd() {
    assertEquals(VoteOutcome.NOT_APPLICABLE, vote(END, AGENT, "write_file", Map.of()));
  }

  @Test
  void exemptsAnIncidentFromVersionTwoOn() {
    VoteOutcome expected =
        Integer.getInteger("major", 1) < 2 ? VoteOutcome.DENY : VoteOutcome.NOT_APPLICABLE;

    assertEquals(expected, vote(BEGIN, AGENT, "write_file", Map.of("incident", "INC-42")));
  }

  private static VoteOutcome vote(
      Instant now, SubjectRef subject, String action, Map<String, Object> context) {
    var model =
        new ChangeFreezeModel(
            new Freeze(List.of("write_*"), BEGIN, END), Clock.fixed(now, ZoneOffset.UTC));
    var question =
        new DecisionRequest(subject, List.of(), action, Optional.empty(), context, Optional.empty());
    return model.vote(ACME, question).outcome();
  }
}
