/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.client;

import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Compares names with those of the clients registered in a tenant. */
@ProviderType
public interface ClientNameSimilarity {

  /**
   * Returns whether a name looks like the name of a registered client (UTS 39 section 4) but is
   * spelled differently. Among registered clients with similar names, the name of a client that an
   * administrator registered takes precedence, then the older name.
   *
   * @param name the name of a client, an agent or another object that chose its name
   */
  boolean resemblesAnother(TenantContext tenant, String name);
}
