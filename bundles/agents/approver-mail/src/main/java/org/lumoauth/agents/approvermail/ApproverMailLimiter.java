package org.lumoauth.agents.approvermail;

import java.time.Duration;
import java.util.List;
import org.lumoauth.api.approval.ApprovalRequest;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.store.AttemptLimiter.AttemptCounter;
import org.lumoauth.api.store.AttemptLimiter.AttemptLimit;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * How much mail a person gets, however often agents ask and take back what they asked. What is not
 * sent stands in the inbox all the same.
 */
@Component(service = ApproverMailLimiter.class)
public final class ApproverMailLimiter {

  /**
   * Mails to a person in an hour about what one agent and those below it, or one application, ask
   * for one person or for nobody.
   */
  static final int ABOUT_A_FAMILY = 10;

  /**
   * The same for whomever they ask. Less than in all: acting for many people, nobody uses up what
   * is others'.
   */
  static final int ABOUT_A_FAMILY_FOR_ALL = 20;

  /** Mails to a person in an hour. */
  static final int IN_ALL = 30;

  private static final Duration HOUR = Duration.ofHours(1);

  private final AttemptLimiter limiter;
  private final AgentFamilyRootResolver families;

  @Activate
  public ApproverMailLimiter(
      @Reference AttemptLimiter limiter, @Reference AgentFamilyRootResolver families) {
    this.limiter = limiter;
    this.families = families;
  }

  /** Counts a mail that is about to be sent; whether it may be. */
  boolean admits(TenantContext tenant, String userId, ApprovalRequest request) {
    return limiter.countAll(tenant, bounds(tenant, userId, request)).isEmpty();
  }

  /** Whether a mail could be sent now; none is counted for it. */
  boolean hasCapacity(TenantContext tenant, String userId, ApprovalRequest request) {
    List<AttemptCounter> bounds = bounds(tenant, userId, request);
    boolean room = limiter.countAll(tenant, bounds).isEmpty();
    if (room) {
      limiter.undo(tenant, List.of(), bounds);
    }
    return room;
  }

  private List<AttemptCounter> bounds(
      TenantContext tenant, String userId, ApprovalRequest request) {
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

  /** Many people ask through one application: none of them uses up what is another's. */
  private static String forWhom(ApprovalRequest request) {
    return request.onBehalfOf().map(user -> "\n" + user).orElse("");
  }
}
