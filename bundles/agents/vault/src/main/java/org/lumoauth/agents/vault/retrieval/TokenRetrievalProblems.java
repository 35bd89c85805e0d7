/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.retrieval;

import java.util.List;
import java.util.Map;
import org.lumoauth.agents.vault.connection.VaultConnection;
import org.lumoauth.agents.vault.grant.VaultGrant;
import org.lumoauth.agents.vault.link.ConnectionPageUrls;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;

/** The errors of token retrieval, with their remedies. */
final class TokenRetrievalProblems {

  private static final int UNAVAILABLE_SECONDS = 30;

  private TokenRetrievalProblems() {}

  static ApiException noAgent() {
    return new ApiException(
        403, "agent_token_required", "This endpoint requires an access token of an agent.");
  }

  static ApiException unknownConnection() {
    return new ApiException(404, "connection_not_found", "The connection was not found.");
  }

  static ApiException notAllowed(String capability) {
    return new ApiException(
        403,
        "agent_not_allowed",
        "The agent may not use this connection: it is for other agents, or the "
            + "token lacks the capability "
            + capability
            + ".",
        Map.of("required_capabilities", List.of(capability)));
  }

  static ApiException disabled() {
    return new ApiException(
        403, "connection_disabled", "The connection is disabled. An administrator can enable it.");
  }

  static ApiException invalidUser(String message) {
    return new ApiException(400, "invalid_user_id", message);
  }

  static ApiException mayNotAct(String capability) {
    return new ApiException(
        403,
        "delegation_not_permitted",
        "The agent and its token require the capability " + capability + " to act for users.");
  }

  static ApiException notDelegated(String consentUrl) {
    return new ApiException(
        403,
        "delegation_not_allowed",
        "The user does not exist or did not delegate this to the agent. The user can consent at consent_url.",
        Map.of("consent_url", consentUrl));
  }

  static ApiException noGrant(TenantContext tenant, VaultConnection connection) {
    return new ApiException(
        404,
        "grant_not_found",
        "The user has not linked an account. The user can link it at connect_url.",
        Map.of("connect_url", ConnectionPageUrls.authorize(tenant, connection.id())));
  }

  static ApiException revoked(TenantContext tenant, VaultConnection connection, VaultGrant grant) {
    return ended(tenant, connection, grant, "grant_revoked", "The provider revoked the grant.");
  }

  static ApiException expired(TenantContext tenant, VaultConnection connection, VaultGrant grant) {
    return ended(
        tenant,
        connection,
        grant,
        "grant_expired",
        "The access token expired, and there is no refresh token to renew it.");
  }

  static ApiException refreshFailed(String code) {
    return new ApiException(
        409,
        "refresh_failed",
        "The provider refused to renew the token. An administrator must check the " + "connection.",
        Map.of("provider_error", code));
  }

  static ApiException inProgress() {
    return new ApiException(
        503,
        "refresh_in_progress",
        "The token is being renewed. Retry in a few seconds.",
        Map.of(),
        Map.of("Retry-After", "2"));
  }

  static ApiException providerUnavailable() {
    return new ApiException(
        503,
        "provider_unavailable",
        "The provider is unavailable or returned an invalid response. Retry later.",
        Map.of(),
        Map.of("Retry-After", Integer.toString(UNAVAILABLE_SECONDS)));
  }

  static ApiException tooOften(long seconds) {
    return new ApiException(
        429,
        "rate_limited",
        "The agent requested too many tokens. Reuse a token until it expires.",
        Map.of(),
        Map.of("Retry-After", Long.toString(Math.max(1, seconds))));
  }

  private static ApiException ended(
      TenantContext tenant, VaultConnection connection, VaultGrant grant, String code, String why) {
    if (grant.isMachineGrant()) {
      return new ApiException(409, code, why + " An administrator must check the connection.");
    }
    return new ApiException(
        409,
        code,
        why + " The user must link the account again at connect_url.",
        Map.of("connect_url", ConnectionPageUrls.authorize(tenant, connection.id())));
  }
}
