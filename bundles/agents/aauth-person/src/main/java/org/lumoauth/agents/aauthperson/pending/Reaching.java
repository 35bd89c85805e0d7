package org.lumoauth.agents.aauthperson.pending;

import java.time.Duration;
import org.lumoauth.agents.aauthperson.caller.DraftProblem;
import org.lumoauth.agents.aauthperson.relay.PersonMail;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * How people come to our page: their agent shows it to them, or they have mail that leads there.
 */
@Component(service = Reaching.class)
public final class Reaching {

  private static final AttemptLimiter.Limit MAILS =
      new AttemptLimiter.Limit(10, Duration.ofHours(1));

  private final PersonMail mail;
  private final AttemptLimiter limiter;

  @Activate
  public Reaching(@Reference PersonMail mail, @Reference AttemptLimiter limiter) {
    this.mail = mail;
    this.limiter = limiter;
  }

  /**
   * Whether mail reaches who has to answer. One that is to be sent is counted by that: of an agent
   * they have ten in an hour at most.
   */
  public boolean byMail(TenantContext tenant, Question asked) {
    return !asked.user().isEmpty()
        && mail.reaches(tenant, asked.user())
        && limiter
            .count(tenant, "aauth-relay", asked.provider() + " " + asked.agent(), MAILS)
            .isEmpty();
  }

  /**
   * Whether they need mail, because the agent can't show them a page.
   *
   * @throws DraftProblem 403 {@code user_unreachable} if no mail reaches them either; {@code
   *     interaction_required} if the agent wants nobody asked
   */
  public boolean needsMail(TenantContext tenant, Question asked) {
    if (asked.prompt().none()) { // OpenID Connect Core section 3.1.2.6; the draft names no code
      throw new DraftProblem(403, "interaction_required", "The person has to be asked.");
    }
    if (asked.agentShows()) {
      return false;
    }
    if (!byMail(tenant, asked)) {
      throw unreachable();
    }
    return true;
  }

  /** Section Token Endpoint Error Codes. */
  public static DraftProblem unreachable() {
    return new DraftProblem(
        403,
        "user_unreachable",
        "The agent can't show a page, and the person is not reached from here.");
  }

  /** Sends it. */
  public void send(TenantContext tenant, PendingCase asked) {
    Question question = asked.question();
    mail.send(
        tenant, question.user(), question.first(), InteractionAddress.link(tenant, asked.code()));
  }
}
