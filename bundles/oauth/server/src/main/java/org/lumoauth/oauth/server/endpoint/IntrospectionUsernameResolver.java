/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.server.endpoint;

import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.VerifiedToken;

/**
 * Determines the {@code username} of a token's subject, if the scope permits it: {@code profile}
 * permits a name, {@code email} also permits an email address (OpenID Connect Core section 5.4).
 * The name is read from the cache that token validation has already filled for this token.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7662#section-5">RFC 7662 section 5</a>
 */
final class IntrospectionUsernameResolver {

  private static final String NAME = "profile";
  private static final String ADDRESS = "email";

  private final SubjectDirectory subjects;

  IntrospectionUsernameResolver(SubjectDirectory subjects) {
    this.subjects = subjects;
  }

  /** Returns the {@code username} (section 2.2); empty if the scope does not permit it. */
  Optional<String> of(TenantContext tenant, VerifiedToken token) {
    SubjectRef subject = token.subject();
    Set<String> scope = token.scope();
    if (!subject.type().equals(SubjectRef.USER) || !scope.contains(NAME)) {
      return Optional.empty();
    }
    // The display name falls back to the address, and to the identifier for an unknown subject.
    return Optional.of(subjects.displayName(tenant, subject))
        .filter(name -> !name.equals(subject.id()))
        .filter(name -> name.indexOf('@') < 0 || scope.contains(ADDRESS));
  }
}
