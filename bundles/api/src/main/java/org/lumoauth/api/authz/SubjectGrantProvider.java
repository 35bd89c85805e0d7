package org.lumoauth.api.authz;

import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: reports everything that a module can grant a subject, so that a caller who
 * changes a credential of the subject gains nothing by it. Registered with {@code
 * lumoauth.kind=subject-grants} and {@code lumoauth.name}. Called by administrative requests only.
 */
public interface SubjectGrantProvider {

  /**
   * The grants of a subject and, for a user, of all groups that the user is in: also those that are
   * limited to a resource, have not begun yet, or have no effect while the subject is disabled.
   *
   * @param subject of any type; an unknown one has no grants
   */
  SubjectGrants grants(TenantContext tenant, SubjectRef subject);
}
