/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.directory;

import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Combines all subject sources. A type without a source is {@link SubjectStatus#UNKNOWN}. */
@ProviderType
public interface SubjectDirectory {

  /**
   * Returns whether this subject may act now.
   *
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} while the source of
   *     its type is installed but unavailable
   */
  SubjectStatus status(TenantContext tenant, SubjectRef subject);

  /** Returns a display name, or the identifier if there is none. */
  String displayName(TenantContext tenant, SubjectRef subject);

  /**
   * Returns the maximum scope of a token with this subject, or in which it is an actor; empty if
   * only the token limits the scope.
   *
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} while the source of
   *     its type is installed but unavailable
   */
  default Optional<Set<String>> findScopeLimit(TenantContext tenant, SubjectRef subject) {
    return Optional.empty();
  }

  /**
   * Returns whether the actor may act for the subject now, as stated by a token. Does not check
   * whether they are enabled.
   *
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} while the source of
   *     the actor's type is installed but unavailable
   */
  default boolean canActFor(TenantContext tenant, SubjectRef actor, SubjectRef subject) {
    return true;
  }

  /**
   * Returns the principal for which this subject acts by its nature; empty if it acts for itself.
   *
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} while the source of
   *     its type is installed but unavailable
   */
  default Optional<SubjectRef> findPrincipal(TenantContext tenant, SubjectRef subject) {
    return Optional.empty();
  }

  /**
   * Reports to the source of a subject that its credential was rejected as misused; does nothing
   * without a source. If the source cannot record this now, that is logged and no exception is
   * thrown: the original rejection is unaffected.
   *
   * @param address the address of the request, as text
   */
  default void reportCredentialAbuse(
      TenantContext tenant, SubjectRef subject, CredentialAbuseKind how, String address) {}
}
