package org.lumoauth.api.authz;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: a model that can list what a subject may do. Registered with {@code
 * lumoauth.kind=subject-permissions} and {@code lumoauth.name}.
 */
public interface SubjectPermissionProvider {

  /** The permissions that this model gives the subject, with where each comes from. */
  List<EffectivePermission> permissions(TenantContext tenant, SubjectRef subject);

  /** The same for what is done to a resource, where the model tells resources apart. */
  default List<EffectivePermission> permissions(
      TenantContext tenant, SubjectRef subject, Optional<Resource> resource) {
    return permissions(tenant, subject);
  }

  /**
   * Whose permissions are asked for.
   *
   * @param subject the subject
   * @param limit how many at most
   * @param resource what things are done to
   */
  record SubjectPermissionQuery(SubjectRef subject, int limit, Optional<Resource> resource) {

    /** On nothing in particular. */
    public SubjectPermissionQuery(SubjectRef subject, int limit) {
      this(subject, limit, Optional.empty());
    }
  }
}
