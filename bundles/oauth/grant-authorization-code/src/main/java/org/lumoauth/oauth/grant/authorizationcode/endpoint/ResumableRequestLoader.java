/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import java.io.IOException;
import java.util.Optional;
import org.lumoauth.oauth.grant.authorizationcode.interaction.PendingAuthorizationRequest;
import org.lumoauth.platform.web.HttpExchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Resumes a pending request, or shows why it cannot be resumed. Only the browser that started the
 * request can resume it; a ticket alone is not enough.
 */
@Component(service = ResumableRequestLoader.class)
public final class ResumableRequestLoader {

  private final PendingRequestLoader kept;
  private final AuthorizationFlow conversation;
  private final AuthorizationResponder answers;

  @Activate
  public ResumableRequestLoader(
      @Reference PendingRequestLoader kept,
      @Reference AuthorizationFlow conversation,
      @Reference AuthorizationResponder answers) {
    this.kept = kept;
    this.conversation = conversation;
    this.answers = answers;
  }

  /**
   * Returns the request if it can be resumed; otherwise this method has sent the response.
   *
   * @param pending the pending request of this browser; empty if it has none
   */
  Optional<PendingRequestLoader.ActivePendingRequest> loadOrRespond(
      HttpExchange exchange, Optional<PendingAuthorizationRequest> pending, String ticket)
      throws IOException {
    if (pending.isEmpty()) {
      answers.showError(exchange, 400, "session_expired", Optional.empty());
      return Optional.empty();
    }
    PendingRequestLoader.PendingRequestStatus standing =
        kept.status(exchange.tenant(), pending.get());
    if (standing instanceof PendingRequestLoader.EndedPendingRequest ended) {
      answers.showError(exchange, 400, ended.code(), ended.client());
    } else if (standing
        instanceof PendingRequestLoader.RefusedPendingRequest refused) { // RFC 6749 section 4.1.2.1
      conversation.refuse(
          exchange,
          refused.client(),
          refused.pending(),
          Optional.of(ticket),
          refused.error(),
          refused.description());
    }
    return standing instanceof PendingRequestLoader.ActivePendingRequest found
        ? Optional.of(found)
        : Optional.empty();
  }
}
