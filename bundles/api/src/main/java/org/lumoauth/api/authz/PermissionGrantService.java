/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.authz;

import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Manages permissions that are granted directly to a subject, without a role. Errors are {@link
 * org.lumoauth.api.web.ApiException}s: 404 {@code resource_not_found} for an unknown permission.
 */
@ProviderType
public interface PermissionGrantService {

  /** Grants a permission by id or slug; granting it again is not an error. */
  void grant(TenantContext tenant, SubjectRef subject, String permission);

  /** Revokes a permission; revoking a permission that is not granted is not an error. */
  void revoke(TenantContext tenant, SubjectRef subject, String permission);
}
