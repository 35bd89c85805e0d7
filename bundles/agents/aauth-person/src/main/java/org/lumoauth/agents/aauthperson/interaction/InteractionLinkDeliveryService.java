/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.interaction;

import java.time.Duration;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.agents.aauthperson.deferred.DeferredRequest;
import org.lumoauth.agents.aauthperson.relay.InteractionMailer;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Determines how a person reaches the interaction page: the agent shows it, or the person receives
 * a link by mail.
 */
@Component(service = InteractionLinkDeliveryService.class)
public final class InteractionLinkDeliveryService {

  private static final AttemptLimiter.AttemptLimit MAILS =
      new AttemptLimiter.AttemptLimit(10, Duration.ofHours(1));

  private final InteractionMailer mail;
  private final AttemptLimiter limiter;

  @Activate
  public InteractionLinkDeliveryService(
      @Reference InteractionMailer mail, @Reference AttemptLimiter limiter) {
    this.mail = mail;
    this.limiter = limiter;
  }

  /**
   * Whether the person can receive mail. A mail to be sent is counted here: a person gets at most
   * ten an hour for one agent.
   */
  public boolean isReachableByMail(TenantContext tenant, InteractionQuestion asked) {
    return !asked.user().isEmpty()
        && mail.isReachable(tenant, asked.user())
        && limiter
            .count(tenant, "aauth-relay", asked.provider() + " " + asked.agent(), MAILS)
            .isEmpty();
  }

  /**
   * Whether mail is required, because the agent cannot show a page.
   *
   * @throws AAuthProblemException 403 {@code user_unreachable} if the person cannot receive mail
   *     either; {@code interaction_required} if the agent does not permit interaction
   */
  public boolean needsMail(TenantContext tenant, InteractionQuestion asked) {
    if (asked
        .prompt()
        .none()) { // OpenID Connect Core section 3.1.2.6; the AAuth draft defines no error code
      throw new AAuthProblemException(
          403,
          "interaction_required",
          "The request needs the person's decision, but prompt is none.");
    }
    if (asked.agentPresentsPage()) {
      return false;
    }
    if (!isReachableByMail(tenant, asked)) {
      throw unreachableProblem();
    }
    return true;
  }

  /** Creates an error (AAuth draft, section Token Endpoint Error Codes). */
  public static AAuthProblemException unreachableProblem() {
    return new AAuthProblemException(
        403,
        "user_unreachable",
        "The agent cannot show a page, and the person cannot be reached by mail.");
  }

  /** Sends the mail. */
  public void send(TenantContext tenant, DeferredRequest asked) {
    InteractionQuestion question = asked.question();
    mail.send(
        tenant, question.user(), question.first(), InteractionPageUrls.link(tenant, asked.code()));
  }
}
