package org.lumoauth.api.oauth;

import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** The names of the clients that are registered in a tenant. */
@ProviderType
public interface ClientNameSimilarity {

  /**
   * Whether a name may be mistaken for that of a registered client, and is not that name: it looks
   * the same (UTS 39 section 4) and is written otherwise. Of registered clients that look alike,
   * the name of one that an administrator registered comes first, then the older name.
   *
   * @param name of a client, an agent or anything else that chose its name
   */
  boolean resemblesAnother(TenantContext tenant, String name);
}
