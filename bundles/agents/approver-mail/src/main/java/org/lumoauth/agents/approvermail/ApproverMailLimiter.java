/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvermail;

import java.time.Duration;
import java.util.List;
import org.lumoauth.api.approval.ApproverNotification;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.store.AttemptLimiter.AttemptCounter;
import org.lumoauth.api.store.AttemptLimiter.AttemptLimit;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Limits the mail to a person, regardless of how often agents create and withdraw requests. A
 * request without mail still appears in the inbox.
 */
final class ApproverMailLimiter {

  /**
   * Mails per person and hour about requests of one agent family, or one application, for the same
   * user or for no user.
   */
  static final int ABOUT_A_FAMILY = 10;

  /**
   * Mails per person and hour about requests of one agent family for any user. Lower than the
   * total, so that a family that acts for many people cannot use up the share of other families.
   */
  static final int ABOUT_A_FAMILY_FOR_ALL = 20;

  /** Mails per person and hour in total. */
  static final int IN_ALL = 30;

  private static final Duration HOUR = Duration.ofHours(1);

  private final AttemptLimiter limiter;
  private final AgentFamilyRootResolver families;

  ApproverMailLimiter(AttemptLimiter limiter, AgentFamilyRootResolver families) {
    this.limiter = limiter;
    this.families = families;
  }

  /** Counts a mail that is about to be sent and returns whether it may be sent. */
  boolean admits(TenantContext tenant, String userId, ApproverNotification request) {
    return limiter.countAll(tenant, bounds(tenant, userId, request)).isEmpty();
  }

  /** Returns whether a mail could be sent now, without counting one. */
  boolean hasCapacity(TenantContext tenant, String userId, ApproverNotification request) {
    List<AttemptCounter> bounds = bounds(tenant, userId, request);
    boolean room = limiter.countAll(tenant, bounds).isEmpty();
    if (room) {
      limiter.undo(tenant, List.of(), bounds);
    }
    return room;
  }

  private List<AttemptCounter> bounds(
      TenantContext tenant, String userId, ApproverNotification request) {
    String family = userId + "\n" + families.of(tenant, request.requester());
    return List.of(
        new AttemptCounter(
            "approval-mail-family",
            family + forWhom(request),
            new AttemptLimit(ABOUT_A_FAMILY, HOUR)),
        new AttemptCounter(
            "approval-mail-family-for-all", family, new AttemptLimit(ABOUT_A_FAMILY_FOR_ALL, HOUR)),
        new AttemptCounter("approval-mail-person", userId, new AttemptLimit(IN_ALL, HOUR)));
  }

  /** Returns the user part of the counter key. Users of one application have separate limits. */
  private static String forWhom(ApproverNotification request) {
    return request.onBehalfOf().map(user -> "\n" + user).orElse("");
  }
}
