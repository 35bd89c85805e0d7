/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.authz;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: suggests candidates for searches of subjects or resources with access.
 * Registered with {@code lumoauth.kind=search-candidates} and {@code lumoauth.name}. A provider may
 * return too many candidates, because each is decided before it is returned to the caller; a search
 * may never find candidates that are missing. Types and ids are compared byte for byte; an unknown
 * type or subject has no candidates.
 */
public interface AccessSearchCandidateProvider {

  /**
   * Returns candidate subjects of a type.
   *
   * @param after only subjects with ids after this one, in byte order
   * @param limit the maximum number of ids
   * @return the ids in order, without duplicates
   */
  default List<String> subjects(
      TenantContext tenant, String type, Optional<String> after, int limit) {
    return List.of();
  }

  /**
   * Returns candidate resources of a type to which a subject might have access.
   *
   * @param after only resources with ids after this one, in byte order
   * @param limit the maximum number of ids
   * @return the ids in order, without duplicates
   */
  default List<String> resources(
      TenantContext tenant, SubjectRef subject, String type, Optional<String> after, int limit) {
    return List.of();
  }
}
