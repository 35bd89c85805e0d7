/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.authzen;

import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Resolves AuthZEN subjects. Enforcement points identify a user by its id, e-mail address or
 * username; a {@code service} is a client or an API key.
 */
final class AuthzenSubjectResolver {

  private static final String USER_PREFIX = "usr_";
  private static final String KEY_PREFIX = "key_";
  private static final String SERVICE = "service";

  private final UserDirectory users;

  AuthzenSubjectResolver(UserDirectory users) {
    this.users = users;
  }

  /** Returns the subject; an unknown subject is returned with the id as sent. */
  SubjectRef resolve(TenantContext tenant, String type, String id) {
    return switch (type) {
      case SubjectRef.USER ->
          new SubjectRef(SubjectRef.USER, id.startsWith(USER_PREFIX) ? id : user(tenant, id));
      case SERVICE ->
          new SubjectRef(id.startsWith(KEY_PREFIX) ? SubjectRef.API_KEY : SubjectRef.CLIENT, id);
      default -> new SubjectRef(type, id);
    };
  }

  private String user(TenantContext tenant, String id) {
    return users
        .find(tenant, id)
        .or(() -> users.findByUsername(tenant, id))
        .map(User::id)
        .orElse(id);
  }
}
