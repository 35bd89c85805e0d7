package org.lumoauth.api.oauth;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Recognizes ID tokens that this server made, where one is shown as a hint. */
@ProviderType
public interface IdTokenHintReader {

  /**
   * What an ID token tells.
   *
   * @param subject about whom, whatever form of {@code sub} the client was given
   * @param audience the client that it was made for
   * @param sessionId {@code sid}
   * @param issuedAt {@code iat}
   * @param expiresAt {@code exp}, which may be past
   */
  record IdTokenHint(
      SubjectRef subject,
      List<String> audience,
      Optional<String> sessionId,
      Instant issuedAt,
      Instant expiresAt) {}

  /**
   * Reads an {@code id_token_hint}: the signature must be this tenant's, it may have expired
   * (OpenID Connect Core section 3.1.2.1).
   *
   * @return empty if it is not an ID token of this tenant
   */
  Optional<IdTokenHint> readHint(TenantContext tenant, String idToken);

  /** The {@code sub} that this client knows the subject by, public or pairwise (section 8). */
  String subjectIdentifier(TenantContext tenant, Client client, SubjectRef subject);
}
