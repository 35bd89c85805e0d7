package org.lumoauth.api.token;

import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Makes, verifies and revokes access tokens (RFC 9068). */
@ProviderType
public interface TokenService {

  /**
   * Makes an access token after the gate. One with the claim {@code grant_id}, {@code sid} or
   * {@code issuer_ids} is made for people and lives no longer than the server lets such tokens
   * live. One with {@code issuer_ids}, a list of texts, was made from assertions of these trusted
   * issuers and holds only while they are enabled. One with {@code delegation_ids}, a list of
   * texts, hangs on what people consented to, and one with {@code source_client_ids} was made from
   * tokens of these clients and holds only while they are enabled.
   *
   * @throws org.lumoauth.api.oauth.OAuthException {@code invalid_client}, {@code invalid_grant} or
   *     {@code access_denied} when client, subject, an actor or an issuer is not enabled, or the
   *     grant or the session has ended
   */
  IssuedToken issue(TenantContext tenant, AccessTokenRequest request);

  /**
   * Makes an access token as {@link #issue} does, for whoever keeps what it says: it need not be
   * read again. Ask {@link #isStillValid} for whether somebody was stopped meanwhile.
   */
  IssuedTokenDetails issueWithDetails(TenantContext tenant, AccessTokenRequest request);

  /**
   * Verifies an access token that was made for this tenant's own API.
   *
   * @param jwt the token as it was sent
   * @throws InvalidTokenException if it does not hold now
   */
  VerifiedToken verify(TenantContext tenant, String jwt) throws InvalidTokenException;

  /**
   * Verifies an access token of this tenant whatever resource it was made for. Neither its audience
   * nor its binding to a key is looked at: whoever admits a caller to a resource other than the API
   * by it has to ask for both.
   *
   * @throws InvalidTokenException if it does not hold now
   */
  VerifiedToken verifyForAnyAudience(TenantContext tenant, String jwt) throws InvalidTokenException;

  /**
   * Whether a token that held once does so now: its times, revocation and the gate are asked again,
   * of its signature nothing. For whoever keeps what a token said, never to admit a caller.
   */
  boolean isStillValid(TenantContext tenant, VerifiedToken token);

  /**
   * The slug of the tenant that the token names as its issuer. Nothing is verified: use it only to
   * choose the tenant to verify by.
   */
  Optional<String> issuerSlug(String jwt);

  /** Ends one token at once. Returns when that is durable. */
  void revoke(TenantContext tenant, VerifiedToken token);

  /**
   * Ends at once every token in which this subject is subject or actor, that was made for this user
   * and says so in {@code on_behalf_of}, or that was issued to this client. Tokens issued later
   * hold.
   *
   * <p>For a {@link SubjectRef#GRANT} it ends those that carry it as {@code grant_id}, for a {@link
   * SubjectRef#SESSION} those that carry it as {@code sid}; neither comes back, so none can be
   * issued later. For a {@link SubjectRef#ISSUER} it ends those that carry it among their {@code
   * issuer_ids}, for the type {@code delegation} those that carry it among their {@code
   * delegation_ids}, which never come back. Returns when that is durable.
   */
  void revokeAll(TenantContext tenant, SubjectRef subject);
}
