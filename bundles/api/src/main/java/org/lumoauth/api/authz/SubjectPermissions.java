package org.lumoauth.api.authz;

import java.util.List;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: a model that can list what a subject may do. Registered with {@code
 * lumoauth.kind=subject-permissions} and {@code lumoauth.name}.
 */
public interface SubjectPermissions {

  /** The permissions that this model gives the subject, with where each comes from. */
  List<EffectivePermission> permissions(TenantContext tenant, SubjectRef subject);

  /**
   * Whose permissions are asked for.
   *
   * @param subject the subject
   * @param limit how many at most
   */
  record Query(SubjectRef subject, int limit) {}
}
