/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.authorization;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Reads ID tokens of this server that are presented as hints. */
@ProviderType
public interface IdTokenHintReader {

  /**
   * The content of an ID token.
   *
   * @param subject the subject, independent of the form of {@code sub} for the client
   * @param audience the client for which it was issued
   * @param sessionId {@code sid}
   * @param issuedAt {@code iat}
   * @param expiresAt {@code exp}, possibly in the past
   */
  record IdTokenHint(
      SubjectRef subject,
      List<String> audience,
      Optional<String> sessionId,
      Instant issuedAt,
      Instant expiresAt) {}

  /**
   * Reads an {@code id_token_hint}: the signature must be this tenant's, but the token may have
   * expired (OpenID Connect Core section 3.1.2.1).
   *
   * @return empty if it is not an ID token of this tenant
   */
  Optional<IdTokenHint> readHint(TenantContext tenant, String idToken);

  /** Returns the {@code sub} of the subject for this client, public or pairwise (section 8). */
  String subjectIdentifier(TenantContext tenant, Client client, SubjectRef subject);
}
