package org.lumoauth.api.token;

import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Names of subjects for clients: a person's is the same for all clients, or one for each sector;
 * what is no person is known to all by its id.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#SubjectIDTypes">OpenID
 *     Connect Core section 8</a>
 */
@ProviderType
public interface SubjectIdentifierService {

  /** Whether this client knows the subject by a name of its sector's own. */
  boolean isPairwise(Client client, SubjectRef subject);

  /** The {@code sub} for this client: the subject's id, or 43 characters of base64url. */
  String of(TenantContext tenant, Client client, SubjectRef subject);

  /**
   * The name of a subject among several who share one, as the services of a trust domain: a
   * person's is 43 characters of base64url, and nobody's but theirs; of others it is the id.
   *
   * @param sector who share it; never taken for the sector of a client
   */
  String ofSector(TenantContext tenant, String sector, SubjectRef subject);

  /** The subject for this server's eyes alone: base64url, different each time. */
  String seal(TenantContext tenant, SubjectRef subject);

  /**
   * The inverse of {@link #seal}.
   *
   * @return empty if it was not sealed here, for this tenant
   */
  Optional<SubjectRef> unseal(TenantContext tenant, String sealed);
}
