/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.authz;

import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: reports everything that a module can grant a subject, so that a caller who
 * changes a credential of the subject gains no additional permissions. Registered with {@code
 * lumoauth.kind=subject-grants} and {@code lumoauth.name}. Called only by administrative requests.
 */
public interface SubjectGrantProvider {

  /**
   * Returns the grants of a subject and, for a user, of all groups of the user. Includes grants
   * that are limited to a resource, are not active yet, or have no effect while the subject is
   * disabled.
   *
   * @param subject a subject of any type; an unknown one has no grants
   */
  SubjectGrants grants(TenantContext tenant, SubjectRef subject);
}
