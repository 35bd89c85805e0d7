/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.authz;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: a model that can list the permissions of a subject. Registered with {@code
 * lumoauth.kind=subject-permissions} and {@code lumoauth.name}.
 */
public interface SubjectPermissionProvider {

  /** Returns the permissions that this model grants the subject, each with its source. */
  List<EffectivePermission> permissions(TenantContext tenant, SubjectRef subject);

  /** Returns the subject's permissions on a resource, if the model distinguishes resources. */
  default List<EffectivePermission> permissions(
      TenantContext tenant, SubjectRef subject, Optional<Resource> resource) {
    return permissions(tenant, subject);
  }

  /**
   * A query for the permissions of a subject.
   *
   * @param subject the subject
   * @param limit the maximum number of permissions
   * @param resource the resource of the actions
   */
  record SubjectPermissionQuery(SubjectRef subject, int limit, Optional<Resource> resource) {

    /** Creates a query that is not limited to a resource. */
    public SubjectPermissionQuery(SubjectRef subject, int limit) {
      this(subject, limit, Optional.empty());
    }
  }
}
