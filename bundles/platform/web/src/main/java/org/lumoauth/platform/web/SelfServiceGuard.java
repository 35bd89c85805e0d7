package org.lumoauth.platform.web;

import java.util.Set;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CredentialKind;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.ApiException;

/** What people alone may do with what is theirs: nobody who acts for them, and no other caller. */
public final class SelfServiceGuard {

  private SelfServiceGuard() {}

  /**
   * The id of the user who calls, for themselves: by their session, or by a token that was given
   * for this.
   *
   * @param scopes each of which is enough for a token
   * @param refusal a sentence for who is no such user
   * @throws ApiException 403 {@code permission_denied} for who is none, {@code insufficient_scope}
   *     by a token without any of the scopes
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
          "The token needs the scope "
              + String.join(" or ", scopes.stream().sorted().toList())
              + ".");
    }
    return caller.subject().id();
  }
}
