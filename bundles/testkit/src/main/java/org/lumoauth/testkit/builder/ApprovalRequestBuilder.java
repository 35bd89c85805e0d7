package org.lumoauth.testkit.builder;

import java.time.Instant;
import java.util.Map;
import org.lumoauth.api.approval.ApproverNotification;
import org.lumoauth.api.directory.SubjectRef;

/** Builds an {@link ApproverNotification}. */
public record ApprovalRequestBuilder(
    SubjectRef requester, SubjectRef approver, String reason, Instant expiresAt) {

  static ApprovalRequestBuilder pending() {
    return new ApprovalRequestBuilder(
        TestBuilders.anAgentRef(),
        TestBuilders.aUserRef(),
        "The invoice is due today.",
        Instant.now().plusSeconds(120));
  }

  public ApprovalRequestBuilder by(SubjectRef who) {
    return new ApprovalRequestBuilder(who, approver, reason, expiresAt);
  }

  public ApprovalRequestBuilder withApprover(SubjectRef whom) {
    return new ApprovalRequestBuilder(requester, whom, reason, expiresAt);
  }

  public ApprovalRequestBuilder because(String why) {
    return new ApprovalRequestBuilder(requester, approver, why, expiresAt);
  }

  public ApprovalRequestBuilder until(Instant when) {
    return new ApprovalRequestBuilder(requester, approver, reason, when);
  }

  public ApproverNotification build() {
    return new ApproverNotification(
        "apr_" + DeterministicUlidFactory.of("approval"),
        requester,
        approver,
        "payments.send",
        Map.of("amount", 120, "currency", "EUR"),
        reason,
        expiresAt);
  }
}
