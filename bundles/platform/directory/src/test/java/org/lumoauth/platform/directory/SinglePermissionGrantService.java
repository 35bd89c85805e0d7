/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory;

import org.lumoauth.api.authz.PermissionGrantService;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;

/** Knows one permission that every subject can be granted. */
record SinglePermissionGrantService(String slug) implements PermissionGrantService {

  @Override
  public void grant(TenantContext tenant, SubjectRef subject, String permission) {
    requireKnown(permission);
  }

  @Override
  public void revoke(TenantContext tenant, SubjectRef subject, String permission) {
    requireKnown(permission);
  }

  private void requireKnown(String permission) {
    if (!slug.equals(permission)) {
      throw ApiException.notFound("There is no permission " + permission + " here.");
    }
  }
}
