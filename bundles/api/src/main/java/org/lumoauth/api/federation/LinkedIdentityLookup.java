/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.federation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Finds the external identities that are linked to users. */
@ProviderType
public interface LinkedIdentityLookup {

  /**
   * An identity at an external provider.
   *
   * @param provider the name of the connection, such as {@code google}
   * @param issuer the issuer
   * @param subject the user's identifier at the issuer
   * @param provisioned whether the user was created by the first sign-in through this identity
   * @param linkedAt when it was linked
   */
  record LinkedIdentity(
      String provider, String issuer, String subject, boolean provisioned, Instant linkedAt) {}

  /**
   * Returns the identities of these users, the oldest first; users without identities are omitted.
   */
  Map<String, List<LinkedIdentity>> findByUserIds(TenantContext tenant, Set<String> userIds);
}
