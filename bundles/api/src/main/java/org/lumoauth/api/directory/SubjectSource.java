/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.directory;

import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: a source of subjects of one type. Registered with {@code
 * lumoauth.kind=subject-source} and {@code lumoauth.name} = the subject type. Called for every
 * request, so it answers from memory; the next call sees a change.
 */
public interface SubjectSource {

  /** Returns whether this subject may act now. */
  SubjectStatus status(TenantContext tenant, SubjectRef subject);

  /** Returns a display name for audit records and pages, or the identifier if there is none. */
  String displayName(TenantContext tenant, SubjectRef subject);

  /**
   * Returns the current maximum scope of a token with this subject, or in which it is an actor,
   * regardless of the scope in the token; empty if only the token limits the scope.
   */
  default Optional<Set<String>> findScopeLimit(TenantContext tenant, SubjectRef subject) {
    return Optional.empty();
  }

  /**
   * Returns whether a subject of this source may act for another now, as stated by a token.
   *
   * @param actor a subject of this source's type
   * @param subject a subject of any type
   */
  default boolean canActFor(TenantContext tenant, SubjectRef actor, SubjectRef subject) {
    return true;
  }

  /**
   * Returns the principal for which this subject acts by its nature, independent of its credential,
   * such as a task that is performed for a user; empty if it acts for itself. Decisions concern
   * both.
   */
  default Optional<SubjectRef> findPrincipal(TenantContext tenant, SubjectRef subject) {
    return Optional.empty();
  }

  /**
   * Notifies the source that a credential of a subject was rejected as misused. The sender is not
   * proven to be the subject.
   *
   * @param address the address of the request, as text
   */
  default void reportCredentialAbuse(
      TenantContext tenant, SubjectRef subject, CredentialAbuseKind how, String address) {}
}
