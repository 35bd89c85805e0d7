package org.lumoauth.api.authn;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Slows down guessing. Whoever checks a secret that somebody might guess asks before and says what
 * failed; attempts that succeed are not counted. Failures are counted by account <em>and</em>
 * address, so that nobody can lock an account for its owner, who comes from another address; and by
 * address alone, which slows down whoever tries one account after the other.
 */
@ProviderType
public interface AuthenticationFailureThrottle {

  /**
   * An attempt to prove an identity.
   *
   * @param tenantId in which tenant; empty where that is not known yet
   * @param kind what is proven, as {@code client} or {@code password}
   * @param account whose identity, as it was claimed; empty where nobody was named
   * @param remoteAddress the peer's address as text
   */
  record CredentialAttempt(String tenantId, String kind, String account, String remoteAddress) {}

  /**
   * To be called before the proof is looked at. Attempts without an account pass.
   *
   * @throws org.lumoauth.api.web.ApiException 429 {@code rate_limit_exceeded} if too many attempts
   *     on this account from this address have failed
   */
  void check(CredentialAttempt attempt);

  /**
   * Counts an attempt that failed. To be called before the refusal is answered or recorded.
   *
   * @throws org.lumoauth.api.web.ApiException 429 {@code rate_limit_exceeded}, to be answered in
   *     place of the refusal, if too many attempts from this address have failed, on whatever
   *     account
   */
  void recordFailure(CredentialAttempt attempt);
}
