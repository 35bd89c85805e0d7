package org.lumoauth.api.approval;

import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Says who may approve: whoever changes how such a person signs in could answer as that person, and
 * needs what it takes to approve.
 */
@ProviderType
public interface ApproverUserRules {

  /**
   * Whether the tenant's rules let this user answer something that others may ask, by themselves or
   * in the place of somebody else: by a permission, a role, a group, by name, or as somebody behind
   * an agent. That people answer what is for themselves alone makes nobody one of these.
   *
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} while that can't be
   *     told
   */
  boolean canApprove(TenantContext tenant, SubjectRef user);
}
