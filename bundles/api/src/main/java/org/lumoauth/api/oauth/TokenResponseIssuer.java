package org.lumoauth.api.oauth;

import java.util.List;
import java.util.Set;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Makes the token response to a resource owner's grant: an access token that has passed the gate,
 * and whatever {@link TokenResponseContributor}s add. Every grant with a resource owner ends here.
 */
@ProviderType
public interface TokenResponseIssuer {

  /**
   * Makes the response.
   *
   * @param request the token request
   * @param grant what was granted
   * @param scope what this access token permits: all of the grant, or what the request narrowed it
   *     to
   * @param resources what this access token is for: all of the grant, or what the request narrowed
   *     it to
   * @throws OAuthException {@code invalid_grant} if the subject may not get tokens now or the grant
   *     has ended, {@code invalid_scope}, {@code invalid_target} or {@code
   *     invalid_authorization_details} if more is asked for than was granted
   */
  TokenResponse issue(
      TenantContext tenant,
      GrantRequest request,
      AuthorizationGrant grant,
      Set<String> scope,
      List<String> resources);

  /**
   * What the request takes of a grant, within what the client may have now. Every grant that a
   * person gave some time ago asks it before {@link #requireWithin}.
   *
   * @throws OAuthException {@code invalid_scope} or {@code invalid_target} if more is asked for
   *     than that, or if the client may have nothing of it any more
   */
  default NarrowedGrant narrow(
      TenantContext tenant, GrantRequest request, AuthorizationGrant grant) {
    return NarrowedGrant.of(request, grant, request.client().scope());
  }

  /**
   * Refuses what {@link #issue} would refuse of the request's {@code authorization_details} (RFC
   * 9396 section 6), what it could only answer in part, and what a contributor could not make,
   * before anything is spent. Every grant with a resource owner asks it first.
   *
   * @throws OAuthException {@code invalid_authorization_details}, or what a contributor refuses
   *     with
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} while a contributor is
   *     away whose module is installed
   */
  default void requireWithin(
      TenantContext tenant, GrantRequest request, AuthorizationGrant grant) {}
}
