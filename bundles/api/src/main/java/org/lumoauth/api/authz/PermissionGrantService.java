package org.lumoauth.api.authz;

import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Permissions that a subject holds by itself, without a role. Refusals are {@link
 * org.lumoauth.api.web.ApiException}s: 404 {@code resource_not_found} for an unknown permission.
 */
@ProviderType
public interface PermissionGrantService {

  /** Gives a permission, by id or slug; holding it already is no error. */
  void grant(TenantContext tenant, SubjectRef subject, String permission);

  /** Takes it away; not holding it is no error. */
  void revoke(TenantContext tenant, SubjectRef subject, String permission);
}
