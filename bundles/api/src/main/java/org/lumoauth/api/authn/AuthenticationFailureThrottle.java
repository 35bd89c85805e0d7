/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.authn;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Limits guessing of secrets. Code that verifies a guessable secret calls {@link #check} first and
 * reports failures; successful attempts are not counted. Failures are counted by account
 * <em>and</em> address, so that an attacker cannot lock out the account's owner, who uses another
 * address. They are also counted by address alone, to limit attempts across many accounts.
 */
@ProviderType
public interface AuthenticationFailureThrottle {

  /**
   * An attempt to authenticate.
   *
   * @param tenantId the tenant; empty if not known yet
   * @param kind the kind of credential, such as {@code client} or {@code password}
   * @param account the claimed account; empty if the request names none
   * @param remoteAddress the address of the peer as text
   */
  record CredentialAttempt(String tenantId, String kind, String account, String remoteAddress) {}

  /**
   * Checks the limit before a credential is verified. Attempts without an account pass.
   *
   * @throws org.lumoauth.api.web.ApiException 429 {@code rate_limit_exceeded} if too many attempts
   *     on this account from this address have failed
   */
  void check(CredentialAttempt attempt);

  /**
   * Counts a failed attempt. Call it before the error is returned or recorded.
   *
   * @throws org.lumoauth.api.web.ApiException 429 {@code rate_limit_exceeded}, to return instead of
   *     the original error, if too many attempts from this address have failed, across all accounts
   */
  void recordFailure(CredentialAttempt attempt);
}
