/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.trustedissuers;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.message.EmailAddress;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Finds the user that an assertion refers to. Users are never created, and a claim is accepted only
 * within the issuer's permissions.
 */
final class AssertionSubjectMapper {

  private static final String USER_PREFIX = "usr_";

  private final UserDirectory users;
  private final SubjectLinkStore links;

  AssertionSubjectMapper(UserDirectory users, SubjectLinkStore links) {
    this.users = users;
    this.links = links;
  }

  Optional<SubjectRef> find(
      TenantContext tenant, RegisteredIssuer issuer, Map<String, Object> claims) {
    String subject = (String) claims.get("sub");
    TrustedIssuerDefinition settings = issuer.settings();
    if (!settings.allowedSubjects().isEmpty() && !settings.allowedSubjects().contains(subject)) {
      return Optional.empty();
    }
    return switch (settings.subjectMapping()) {
      case TrustedIssuerDefinition.USER_ID -> byId(tenant, subject);
      case TrustedIssuerDefinition.EMAIL -> byEmail(tenant, settings, claims);
      default -> links.user(tenant.id(), issuer.id(), subject).flatMap(id -> byId(tenant, id));
    };
  }

  private Optional<SubjectRef> byId(TenantContext tenant, String id) {
    return id.startsWith(USER_PREFIX)
        ? users
            .find(tenant, id)
            .filter(user -> user.id().equals(id))
            .map(AssertionSubjectMapper::ref)
        : Optional.empty();
  }

  /**
   * Finds a user by email. The issuer must have verified the address and be permitted for its
   * domain, and the user's address here must be verified too. Otherwise an attacker could register
   * with another user's address.
   */
  private Optional<SubjectRef> byEmail(
      TenantContext tenant, TrustedIssuerDefinition settings, Map<String, Object> claims) {
    if (!(claims.get("email") instanceof String email)
        || !Boolean.TRUE.equals(claims.get("email_verified"))) {
      return Optional.empty();
    }
    String domain = email.substring(email.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    if (!EmailAddress.isValid(email) || !settings.emailDomains().contains(domain)) {
      return Optional.empty();
    }
    return users
        .find(tenant, email)
        .filter(User::emailVerified)
        .filter(user -> user.email().equalsIgnoreCase(email))
        .map(AssertionSubjectMapper::ref);
  }

  private static SubjectRef ref(User user) {
    return new SubjectRef(SubjectRef.USER, user.id());
  }
}
