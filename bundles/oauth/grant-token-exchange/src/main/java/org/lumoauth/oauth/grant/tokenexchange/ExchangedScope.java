package org.lumoauth.oauth.grant.tokenexchange;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.oauth.GrantRequest;
import org.lumoauth.api.oauth.OAuthError;

/** What the new token permits: never more than the presented one, nor than the client may have. */
final class ExchangedScope {

  /** The client showed the actor's token, and no credential of its own. */
  private static final String BY_ACTOR_TOKEN = "actor_token";

  private ExchangedScope() {}

  /**
   * What is asked for, or all that there can be when nothing is.
   *
   * @throws OAuthError {@code invalid_scope}
   */
  static Set<String> of(
      GrantRequest request, PresentedToken subject, Optional<PresentedToken> actor) {
    Set<String> most = new HashSet<>(subject.scope());
    most.retainAll(request.client().scope());
    if (request.authenticationMethod().equals(BY_ACTOR_TOKEN)) { // which proves no more than it has
      actor.ifPresent(token -> most.retainAll(token.scope()));
    }
    Set<String> asked = request.scope();
    for (String scope : asked) {
      if (!most.contains(scope)) {
        throw OAuthError.invalidScope(
            subject.scope().contains(scope)
                ? "The client, or the actor_token, may not have one of the scopes."
                : "The subject_token does not permit one of the scopes; ask for less.");
      }
    }
    if (asked.isEmpty() && most.isEmpty() && !subject.scope().isEmpty()) {
      throw OAuthError.invalidScope("The client may have no scope of the subject_token.");
    }
    return asked.isEmpty() ? Set.copyOf(most) : Set.copyOf(asked);
  }
}
