package org.lumoauth.api.approval;

import java.util.Collection;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Says whose members approve: whoever puts somebody into such a group, or gives a group such a
 * name, says who approves, and needs what it takes to say so.
 */
@ProviderType
public interface ApproverGroupRules {

  /**
   * Whether the tenant's rules name one of these groups.
   *
   * @param groups groups by their ids, or by slugs that they have or are to have
   */
  boolean includesAny(TenantContext tenant, Collection<String> groups);
}
