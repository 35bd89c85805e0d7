package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import java.io.IOException;
import java.util.Optional;
import org.lumoauth.oauth.grant.authorizationcode.interaction.Pending;
import org.lumoauth.platform.web.Exchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Goes on with a request, or says why it does not: to its own browser alone, which somebody else's
 * ticket does not make it.
 */
@Component(service = Endings.class)
public final class Endings {

  private final Kept kept;
  private final Conversation conversation;
  private final Answers answers;

  @Activate
  public Endings(
      @Reference Kept kept, @Reference Conversation conversation, @Reference Answers answers) {
    this.kept = kept;
    this.conversation = conversation;
    this.answers = answers;
  }

  /**
   * The request, if it goes on; otherwise this has answered.
   *
   * @param pending what this browser is in the middle of; empty if nothing
   */
  Optional<Kept.Found> orTold(Exchange exchange, Optional<Pending> pending, String ticket)
      throws IOException {
    if (pending.isEmpty()) {
      answers.show(exchange, 400, "session_expired", Optional.empty());
      return Optional.empty();
    }
    Kept.Standing standing = kept.standing(exchange.tenant(), pending.get());
    if (standing instanceof Kept.Ended ended) {
      answers.show(exchange, 400, ended.code(), ended.client());
    } else if (standing instanceof Kept.Refused refused) { // RFC 6749 section 4.1.2.1
      conversation.refuse(
          exchange,
          refused.client(),
          refused.pending(),
          Optional.of(ticket),
          refused.error(),
          refused.description());
    }
    return standing instanceof Kept.Found found ? Optional.of(found) : Optional.empty();
  }
}
