/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.authz;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Limits every decision to the scope of the credential (RFC 6749 section 3.3).
 *
 * <ul>
 *   <li>An API key or a client has only its scope: actions within the scope are permitted, others
 *       are denied.
 *   <li>An agent's token never permits more than its scope: an action outside is denied; an action
 *       inside is left to the other models.
 *   <li>A user's token limits administration actions, so that an application that a user signed in
 *       to does not become an administrator; other actions are decisions about the user and are
 *       left to the other models.
 *   <li>A request without a credential has no such limit.
 * </ul>
 */
final class CredentialScopeModel implements AuthorizationModel {

  static final String NAME = "credential-scope";

  private static final Set<String> ADMINISTRATION = administration();
  private static final AuthorizationVote NO_CREDENTIAL =
      silent("no_credential", "The request contains no credential.");
  private static final AuthorizationVote WITHIN =
      silent("within_credential_scope", "The credential's scope does not restrict this action.");

  @Override
  public AuthorizationVote vote(TenantContext tenant, DecisionRequest question) {
    var scope = question.credentialScope().orElse(null);
    if (scope == null) {
      return NO_CREDENTIAL;
    }
    String action = question.action();
    return switch (question.subject().type()) {
      case SubjectRef.API_KEY, SubjectRef.CLIENT -> granted(scope, action);
      case SubjectRef.AGENT -> scope.contains(action) ? WITHIN : outside(action, action);
      case SubjectRef.USER ->
          !ADMINISTRATION.contains(action)
                  || CredentialScopeMatcher.findCoveringScope(scope, action) != null
              ? WITHIN
              : outside(action, CredentialScopeMatcher.narrowestScope(action));
      default -> WITHIN;
    };
  }

  private static AuthorizationVote granted(Set<String> scope, String action) {
    String covering = CredentialScopeMatcher.findCoveringScope(scope, action);
    if (covering == null) {
      return outside(action, CredentialScopeMatcher.narrowestScope(action));
    }
    return AuthorizationVote.permit(
        DecisionReason.of(
            "credential_scope_grants",
            "The credential's scope " + covering + " covers " + action + ".",
            Map.of("scope", covering, "permission", action)));
  }

  private static AuthorizationVote outside(String action, String needed) {
    return AuthorizationVote.deny(
        DecisionReason.of(
            "outside_credential_scope",
            "The credential's scope does not cover " + action + ".",
            Map.of("permission", action)),
        "Use a credential with the scope " + needed + ".");
  }

  private static AuthorizationVote silent(String code, String text) {
    return AuthorizationVote.notApplicable(
        DecisionReason.of(code, text, Map.of()), Optional.empty());
  }

  private static Set<String> administration() {
    var names = new HashSet<>(SystemPermissions.OTHERS);
    for (String area : SystemPermissions.AREAS) {
      names.add(area + SystemPermissions.READ);
      names.add(area + SystemPermissions.WRITE);
    }
    return Set.copyOf(names);
  }
}
