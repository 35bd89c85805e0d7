package org.lumoauth.platform.directory;

import org.lumoauth.api.authz.PermissionGrants;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;

/** Knows one permission, which anybody can be given. */
record OnePermission(String slug) implements PermissionGrants {

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
      throw Problem.notFound("There is no permission " + permission + " here.");
    }
  }
}
