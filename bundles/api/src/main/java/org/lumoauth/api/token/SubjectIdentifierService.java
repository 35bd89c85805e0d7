/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.token;

import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Computes subject identifiers for clients: a user's identifier is the same for all clients, or
 * specific to each sector; other subjects are identified by their id.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#SubjectIDTypes">OpenID
 *     Connect Core section 8</a>
 */
@ProviderType
public interface SubjectIdentifierService {

  /** Returns whether the subject has a pairwise identifier for this client. */
  boolean isPairwise(Client client, SubjectRef subject);

  /** Returns the {@code sub} for this client: the subject's id, or 43 characters of base64url. */
  String of(TenantContext tenant, Client client, SubjectRef subject);

  /**
   * Returns the identifier of a subject within a group of recipients, such as the services of a
   * trust domain: for a user 43 characters of base64url, unique to the user; for others the id.
   *
   * @param sector the group of recipients; never equal to the sector of a client
   */
  String ofSector(TenantContext tenant, String sector, SubjectRef subject);

  /** Encrypts the subject for this server only: base64url, different on each call. */
  String seal(TenantContext tenant, SubjectRef subject);

  /**
   * Decrypts the result of {@link #seal}.
   *
   * @return empty if it was not sealed on this server for this tenant
   */
  Optional<SubjectRef> unseal(TenantContext tenant, String sealed);
}
