/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.authz;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Manages the direct role assignments of users, groups and agents. Errors are {@link
 * org.lumoauth.api.web.ApiException}s: 404 {@code resource_not_found} for an unknown role.
 */
@ProviderType
public interface RoleAssignmentService {

  /** Returns the role with this id or slug. */
  Optional<RoleRef> find(TenantContext tenant, String idOrSlug);

  /** Returns the roles that are assigned directly to the subject. */
  List<RoleRef> rolesOf(TenantContext tenant, SubjectRef subject);

  /**
   * Returns the directly assigned roles of several subjects; a subject without roles has an empty
   * list.
   */
  Map<SubjectRef, List<RoleRef>> rolesOf(TenantContext tenant, Collection<SubjectRef> subjects);

  /** Assigns roles by id or slug; assigning one again is not an error. */
  void assign(TenantContext tenant, SubjectRef subject, Collection<String> roles);

  /** Replaces the subject's roles with these. */
  void replace(TenantContext tenant, SubjectRef subject, Collection<String> roles);

  /** Revokes a role; revoking a role that is not assigned is not an error. */
  void revoke(TenantContext tenant, SubjectRef subject, String role);

  /** Revokes all roles, for example when the subject is deleted. */
  void revokeAll(TenantContext tenant, SubjectRef subject);
}
