package org.lumoauth.api.oauth;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a token request takes of a grant that it redeems: all of it, or the part that it names. To
 * be made before anything is spent, so that a slip in the request need not send a person back to
 * the start.
 *
 * @param grant the grant; bound to the key that the request proved, for good, where the client has
 *     no secret (RFC 9449 section 5)
 * @param scope what the access token is to permit
 * @param resources what the access token is for
 */
public record NarrowedGrant(AuthorizationGrant grant, Set<String> scope, List<String> resources) {

  /**
   * Takes from a grant what a request asks for.
   *
   * @throws OAuthException {@code invalid_scope} (RFC 6749 section 3.3) or {@code invalid_target}
   *     (RFC 8707 section 2.2) if more is asked for than was granted
   */
  public static NarrowedGrant of(GrantRequest request, AuthorizationGrant grant) {
    Set<String> scope = request.scope();
    List<String> resources = request.resources();
    if (!grant.scope().containsAll(scope)) {
      throw OAuthException.invalidScope("More scope is asked for than was granted.");
    }
    if (!Set.copyOf(grant.resources()).containsAll(resources)) {
      throw OAuthException.invalidTarget("A resource is asked for that was not granted.");
    }
    return new NarrowedGrant(
        request.client().confidential() || request.confirmation().isEmpty()
            ? grant
            : grant.withConfirmation(request.confirmation()),
        scope.isEmpty() ? grant.scope() : scope,
        resources.isEmpty() ? grant.resources() : resources);
  }

  /**
   * Takes from a grant what a request asks for, and what the client may have now: it may have lost
   * scopes since the person said yes.
   *
   * @param possible the scopes that the client may ask for now
   * @throws OAuthException {@code invalid_scope} (RFC 6749 section 3.3) or {@code invalid_target}
   *     (RFC 8707 section 2.2) if more is asked for than that, or if nothing is left of the scopes
   */
  public static NarrowedGrant of(
      GrantRequest request, AuthorizationGrant grant, Set<String> possible) {
    if (possible.containsAll(grant.scope())) {
      return of(request, grant);
    }
    Set<String> left = new LinkedHashSet<>(grant.scope());
    left.retainAll(possible);
    if (left.isEmpty()) {
      throw OAuthException.invalidScope("The client may have nothing of what was granted.");
    }
    return of(request, grant.withScope(left));
  }
}
