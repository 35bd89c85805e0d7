package org.lumoauth.oauth.grant.tokenexchange;

import java.util.HashSet;
import java.util.Set;
import org.lumoauth.api.oauth.GrantRequest;
import org.lumoauth.api.oauth.OAuthError;

/** What the new token permits: never more than the presented one, nor than the client may have. */
final class ExchangedScope {

  private ExchangedScope() {}

  /**
   * What is asked for, or all that there can be when nothing is.
   *
   * @throws OAuthError {@code invalid_scope}
   */
  static Set<String> of(GrantRequest request, PresentedToken subject) {
    Set<String> most = new HashSet<>(subject.scope());
    most.retainAll(request.client().scope());
    Set<String> asked = request.scope();
    for (String scope : asked) {
      if (!most.contains(scope)) {
        throw OAuthError.invalidScope(
            subject.scope().contains(scope)
                ? "The client may not have one of the scopes."
                : "The subject_token does not permit one of the scopes; ask for less.");
      }
    }
    if (asked.isEmpty() && most.isEmpty() && !subject.scope().isEmpty()) {
      throw OAuthError.invalidScope("The client may have no scope of the subject_token.");
    }
    return asked.isEmpty() ? Set.copyOf(most) : Set.copyOf(asked);
  }
}
