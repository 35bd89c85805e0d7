/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.accessrequests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.web.ApiException;

/** Limits of the time of an approved access. */
class AccessRequestExpiryTest extends AccessRequestTestBase {

  @Test
  void limitsAccessToTenantAndApproverDuration() {
    make(bound(), Optional.empty());
    approvals.approve(Duration.ofSeconds(3_500), Optional.empty());
    assertEquals(AuthorizationVote.VoteOutcome.PERMIT, vote(question()));

    approvals.approve(Duration.ofSeconds(3_600), Optional.empty());
    assertEquals(AuthorizationVote.VoteOutcome.NOT_APPLICABLE, vote(question()));
    approvals.approve(Duration.ofSeconds(61), Optional.of(Duration.ofSeconds(60)));
    assertEquals(AuthorizationVote.VoteOutcome.NOT_APPLICABLE, vote(question()));
  }

  @Test
  void limitsApprovedAccessToRequestedExpiry() {
    Instant until = Instant.now().plusSeconds(120).truncatedTo(ChronoUnit.SECONDS);
    AccessRequestTaskService.AccessRequestTask task =
        make(bound(), Optional.empty(), Optional.of(until)).orElseThrow();

    assertEquals(until.toString(), approvals.asked().parameters().get("until"));
    int seconds = (int) approvals.asked().parameters().get("seconds");
    assertTrue(seconds > 60 && seconds <= 120, String.valueOf(seconds));

    approvals.approve(Duration.ZERO, Optional.empty());
    assertEquals(AuthorizationVote.VoteOutcome.PERMIT, vote(question()));
    Map<String, Object> view = tasks.view(ACME, tasks.find(ACME, caller, task.id()).orElseThrow());
    assertFalse(approvedUntil(view).isAfter(until), view.toString());
  }

  @Test
  void limitsAccessToRequestedExpiryDespiteLateApproval() {
    Instant until = Instant.now().plusSeconds(30);
    make(bound(), Optional.empty(), Optional.of(until));

    approvals.approve(Duration.ZERO, Optional.empty());

    assertFalse(model.expiresAt(ACME, approvals.find(ACME, "apr_1").orElseThrow()).isAfter(until));
  }

  @Test
  void capsRequestedExpiryAtTenantMaximum() {
    make(bound(), Optional.empty(), Optional.of(Instant.now().plusSeconds(1_000_000)));

    assertEquals(3_600, approvals.asked().parameters().get("seconds"));
  }

  @Test
  void rejectsRequestedExpiryNotInTheFuture() {
    Instant now = Instant.parse("2026-11-28T06:00:00Z");
    for (Object wrong :
        List.of("2026-11-28T06:00:00Z", "2026-11-28T05:00:00+01:00", "soon", 7, List.of())) {
      Map<String, Object> body = Map.of("requested_access", Map.of("requested_until", wrong));
      assertEquals(
          "invalid_request",
          assertThrows(
                  ApiException.class,
                  () -> AccessDurationCalculator.parseRequested(body, now),
                  wrong.toString())
              .code());
    }
    assertEquals(
        AccessDurationCalculator.RequestedAccessDuration.NOTHING,
        AccessDurationCalculator.parseRequested(Map.of("requested_access", Map.of()), now));
    assertEquals(
        Optional.of(Instant.parse("2026-11-28T06:10:00Z")),
        AccessDurationCalculator.parseRequested(
                Map.of("requested_access", Map.of("requested_until", "2026-11-28T07:10:00+01:00")),
                now)
            .until());
  }

  @Test
  void limitsApprovalToRequestedDuration() {
    Instant now = Instant.parse("2026-11-28T06:00:00Z");
    AccessDurationCalculator.RequestedAccessDuration tenMinutes =
        AccessDurationCalculator.parseRequested(duration("PT10M"), now);

    Map<String, Object> shown =
        AccessDurationCalculator.withRequestedDuration(
            Map.of(), Duration.ofHours(1), tenMinutes, now);

    assertEquals(Map.of("seconds", 600), shown);
    assertEquals(
        Map.of("seconds", 3_600),
        AccessDurationCalculator.withRequestedDuration(
            Map.of(),
            Duration.ofHours(1),
            AccessDurationCalculator.parseRequested(duration("P30D"), now),
            now));
    for (Object wrong : List.of("PT0S", "-PT1H", "P1M", "soon", 600, List.of())) {
      assertEquals(
          "invalid_request",
          assertThrows(
                  ApiException.class,
                  () -> AccessDurationCalculator.parseRequested(duration(wrong), now),
                  wrong.toString())
              .code());
    }
  }

  /** The profile has it refused where nobody says which of the two counts. */
  @Test
  void rejectsExpiryAndDurationTogether() {
    Instant now = Instant.parse("2026-11-28T06:00:00Z");
    Map<String, Object> both =
        Map.of("requested_until", "2026-11-28T07:00:00Z", "requested_duration", "PT1H");

    assertThrows(
        ApiException.class,
        () -> AccessDurationCalculator.parseRequested(Map.of("requested_access", both), now));
  }

  private static Map<String, Object> duration(Object wanted) {
    return Map.of("requested_access", Map.of("requested_duration", wanted));
  }

  private static Instant approvedUntil(Map<String, Object> view) {
    var result = (Map<?, ?>) view.get("result");
    return Instant.parse((String) ((Map<?, ?>) result.get("approval")).get("approved_until"));
  }
}
