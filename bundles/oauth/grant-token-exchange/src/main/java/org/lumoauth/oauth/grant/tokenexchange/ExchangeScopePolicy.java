package org.lumoauth.oauth.grant.tokenexchange;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.oauth.GrantRequest;
import org.lumoauth.api.oauth.OAuthException;

/** What the new token permits: never more than the presented one, nor than the client may have. */
final class ExchangeScopePolicy {

  /** The client showed the actor's token, and no credential of its own. */
  private static final String BY_ACTOR_TOKEN = "actor_token";

  private ExchangeScopePolicy() {}

  /**
   * What is asked for, or all that there can be when nothing is.
   *
   * @throws OAuthException {@code invalid_scope}
   */
  static Set<String> of(
      GrantRequest request, ExchangeInputToken subject, Optional<ExchangeInputToken> actor) {
    Set<String> most = new HashSet<>(subject.scope());
    most.retainAll(request.client().scope());
    if (request.authenticationMethod().equals(BY_ACTOR_TOKEN)) { // which proves no more than it has
      actor.ifPresent(token -> most.retainAll(token.scope()));
    }
    Set<String> asked = request.scope();
    for (String scope : asked) {
      if (!most.contains(scope)) {
        throw OAuthException.invalidScope(
            subject.scope().contains(scope)
                ? "The client, or the actor_token, may not have one of the scopes."
                : "The subject_token does not permit one of the scopes; ask for less.");
      }
    }
    if (asked.isEmpty() && most.isEmpty() && !subject.scope().isEmpty()) {
      throw OAuthException.invalidScope("The client may have no scope of the subject_token.");
    }
    return asked.isEmpty() ? Set.copyOf(most) : Set.copyOf(asked);
  }
}
