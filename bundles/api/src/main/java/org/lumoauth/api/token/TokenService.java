/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.token;

import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Issues, verifies and revokes access tokens (RFC 9068). */
@ProviderType
public interface TokenService {

  /**
   * Issues an access token after the checks of the gate. A token with the claim {@code grant_id},
   * {@code sid} or {@code issuer_ids} acts for users, and the server's limit for the lifetime of
   * such tokens applies. A token with {@code issuer_ids}, a list of strings, is based on assertions
   * of these trusted issuers and valid only while they are enabled. A token with {@code
   * delegation_ids}, a list of strings, depends on consents. A token with {@code source_client_ids}
   * is based on tokens of these clients and valid only while they are enabled.
   *
   * @throws org.lumoauth.api.oauth.OAuthException {@code invalid_client}, {@code invalid_grant} or
   *     {@code access_denied} if client, subject, an actor or an issuer is not enabled, or the
   *     grant or the session has expired or was revoked
   */
  IssuedToken issue(TenantContext tenant, AccessTokenIssuanceRequest request);

  /**
   * Issues an access token as {@link #issue} does, for callers that use its content, which then
   * need not be parsed. Call {@link #isStillValid} to find out whether a participant was disabled
   * after the token was issued.
   */
  IssuedTokenDetails issueWithDetails(TenantContext tenant, AccessTokenIssuanceRequest request);

  /**
   * Verifies an access token for this tenant's own API.
   *
   * @param jwt the token as sent
   * @throws InvalidTokenException if it is not valid now
   */
  VerifiedToken verify(TenantContext tenant, String jwt) throws InvalidTokenException;

  /**
   * Verifies an access token of this tenant for any resource. Neither its audience nor its key
   * binding is checked: a caller that admits requests to a resource other than the API must check
   * both.
   *
   * @throws InvalidTokenException if it is not valid now
   */
  VerifiedToken verifyForAnyAudience(TenantContext tenant, String jwt) throws InvalidTokenException;

  /**
   * Returns whether a verified token is still valid: checks its times, revocation and the gate
   * again, but not its signature. For callers that cache the content of a token, never for
   * authentication.
   */
  boolean isStillValid(TenantContext tenant, VerifiedToken token);

  /**
   * Returns the slug of the tenant that the token names as its issuer. The token is not verified:
   * use this only to select the tenant for verification.
   */
  Optional<String> issuerSlug(String jwt);

  /** Revokes a token immediately. Returns when this is durable. */
  void revoke(TenantContext tenant, VerifiedToken token);

  /**
   * Immediately revokes every token with this subject as subject or actor, with this user in {@code
   * on_behalf_of}, or issued to this client. Tokens issued later are valid.
   *
   * <p>A {@link SubjectRef#GRANT} revokes the tokens with this {@code grant_id}, a {@link
   * SubjectRef#SESSION} those with this {@code sid}; both are no longer active, so no further
   * tokens are issued for them. A {@link SubjectRef#ISSUER} revokes those with this id in {@code
   * issuer_ids}, the type {@code delegation} those with this id in {@code delegation_ids}; a
   * delegation is never restored. Returns when this is durable.
   */
  void revokeAll(TenantContext tenant, SubjectRef subject);
}
