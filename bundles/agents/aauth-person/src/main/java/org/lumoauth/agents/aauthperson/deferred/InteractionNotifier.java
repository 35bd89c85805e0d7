package org.lumoauth.agents.aauthperson.deferred;

import java.time.Duration;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.agents.aauthperson.relay.InteractionMailer;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * How people come to our page: their agent shows it to them, or they have mail that leads there.
 */
@Component(service = InteractionNotifier.class)
public final class InteractionNotifier {

  private static final AttemptLimiter.AttemptLimit MAILS =
      new AttemptLimiter.AttemptLimit(10, Duration.ofHours(1));

  private final InteractionMailer mail;
  private final AttemptLimiter limiter;

  @Activate
  public InteractionNotifier(@Reference InteractionMailer mail, @Reference AttemptLimiter limiter) {
    this.mail = mail;
    this.limiter = limiter;
  }

  /**
   * Whether mail reaches who has to answer. One that is to be sent is counted by that: of an agent
   * they have ten in an hour at most.
   */
  public boolean isReachableByMail(TenantContext tenant, InteractionQuestion asked) {
    return !asked.user().isEmpty()
        && mail.isReachable(tenant, asked.user())
        && limiter
            .count(tenant, "aauth-relay", asked.provider() + " " + asked.agent(), MAILS)
            .isEmpty();
  }

  /**
   * Whether they need mail, because the agent can't show them a page.
   *
   * @throws AAuthProblemException 403 {@code user_unreachable} if no mail reaches them either;
   *     {@code interaction_required} if the agent wants nobody asked
   */
  public boolean needsMail(TenantContext tenant, InteractionQuestion asked) {
    if (asked.prompt().none()) { // OpenID Connect Core section 3.1.2.6; the draft names no code
      throw new AAuthProblemException(403, "interaction_required", "The person has to be asked.");
    }
    if (asked.agentPresentsPage()) {
      return false;
    }
    if (!isReachableByMail(tenant, asked)) {
      throw unreachableProblem();
    }
    return true;
  }

  /** Section Token Endpoint Error Codes. */
  public static AAuthProblemException unreachableProblem() {
    return new AAuthProblemException(
        403,
        "user_unreachable",
        "The agent can't show a page, and the person is not reached from here.");
  }

  /** Sends it. */
  public void send(TenantContext tenant, DeferredRequest asked) {
    InteractionQuestion question = asked.question();
    mail.send(
        tenant, question.user(), question.first(), InteractionPageUrls.link(tenant, asked.code()));
  }
}
