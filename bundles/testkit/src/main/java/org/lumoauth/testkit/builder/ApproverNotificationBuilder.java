/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.builder;

import java.time.Instant;
import java.util.Map;
import org.lumoauth.api.approval.ApproverNotification;
import org.lumoauth.api.directory.SubjectRef;

/** Builds an {@link ApproverNotification}. */
public record ApproverNotificationBuilder(
    SubjectRef requester, SubjectRef approver, String reason, Instant expiresAt) {

  static ApproverNotificationBuilder pending() {
    return new ApproverNotificationBuilder(
        TestBuilders.anAgentRef(),
        TestBuilders.aUserRef(),
        "The invoice is due today.",
        Instant.now().plusSeconds(120));
  }

  public ApproverNotificationBuilder by(SubjectRef who) {
    return new ApproverNotificationBuilder(who, approver, reason, expiresAt);
  }

  public ApproverNotificationBuilder withApprover(SubjectRef whom) {
    return new ApproverNotificationBuilder(requester, whom, reason, expiresAt);
  }

  public ApproverNotificationBuilder because(String why) {
    return new ApproverNotificationBuilder(requester, approver, why, expiresAt);
  }

  public ApproverNotificationBuilder until(Instant when) {
    return new ApproverNotificationBuilder(requester, approver, reason, when);
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
