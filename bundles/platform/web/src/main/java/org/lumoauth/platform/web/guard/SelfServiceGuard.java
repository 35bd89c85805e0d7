/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.guard;

import java.util.Set;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CredentialKind;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.ApiException;

/**
 * Restricts operations on a user's own data to that user, excluding delegates and other callers.
 */
public final class SelfServiceGuard {

  private SelfServiceGuard() {}

  /**
   * Returns the id of the calling user, authenticated by a session or by a token with one of the
   * scopes and not represented by a delegate.
   *
   * @param scopes the scopes; a token needs one of them
   * @param refusal the error message for any other caller
   * @throws ApiException 403 {@code permission_denied} for any other caller, {@code
   *     insufficient_scope} for a token without any of the scopes
   */
  public static String require(Caller caller, Set<String> scopes, String refusal) {
    if (!caller.subject().type().equals(SubjectRef.USER) || !caller.actors().isEmpty()) {
      throw ApiException.forbidden(refusal);
    }
    if (caller.kind() != CredentialKind.SESSION
        && scopes.stream().noneMatch(caller.scope()::contains)) {
      throw new ApiException(
          403,
          "insufficient_scope",
          "The token requires the scope "
              + String.join(" or ", scopes.stream().sorted().toList())
              + ".");
    }
    return caller.subject().id();
  }
}
