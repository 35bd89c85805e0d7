package org.lumoauth.api.federation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Who of an identity provider outside is which user here. */
@ProviderType
public interface LinkedIdentityLookup {

  /**
   * Somebody at a provider.
   *
   * @param provider the name of the connection, as {@code google}
   * @param issuer who vouches
   * @param subject who it is there
   * @param provisioned whether the user was made when they first came this way
   * @param linkedAt since when it is known
   */
  record LinkedIdentity(
      String provider, String issuer, String subject, boolean provisioned, Instant linkedAt) {}

  /** The identities of these users, each one's oldest first; users without any are left out. */
  Map<String, List<LinkedIdentity>> findByUserIds(TenantContext tenant, Set<String> userIds);
}
