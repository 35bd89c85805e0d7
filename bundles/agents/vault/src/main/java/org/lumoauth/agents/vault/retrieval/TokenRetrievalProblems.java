package org.lumoauth.agents.vault.retrieval;

import java.util.List;
import java.util.Map;
import org.lumoauth.agents.vault.connection.VaultConnection;
import org.lumoauth.agents.vault.grant.VaultGrant;
import org.lumoauth.agents.vault.link.ConnectionPageUrls;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;

/** Why an agent gets no token, and what helps. */
final class TokenRetrievalProblems {

  private static final int UNAVAILABLE_SECONDS = 30;

  private TokenRetrievalProblems() {}

  static ApiException noAgent() {
    return new ApiException(403, "agent_token_required", "Only agents get tokens here.");
  }

  static ApiException unknownConnection() {
    return new ApiException(404, "connection_not_found", "There is no such connection.");
  }

  static ApiException notAllowed(String capability) {
    return new ApiException(
        403,
        "agent_not_allowed",
        "The connection is for other agents, or the token has not the capability "
            + capability
            + ".",
        Map.of("required_capabilities", List.of(capability)));
  }

  static ApiException disabled() {
    return new ApiException(403, "connection_disabled", "The connection is disabled.");
  }

  static ApiException invalidUser(String message) {
    return new ApiException(400, "invalid_user_id", message);
  }

  static ApiException mayNotAct(String capability) {
    return new ApiException(
        403,
        "delegation_not_permitted",
        "The agent, and its token, need the capability " + capability + " to act for users.");
  }

  static ApiException notDelegated(String consentUrl) {
    return new ApiException(
        403,
        "delegation_not_allowed",
        "There is no such user, or they have not let the agent do this for them: consent_url is"
            + " where they do.",
        Map.of("consent_url", consentUrl));
  }

  static ApiException noGrant(TenantContext tenant, VaultConnection connection) {
    return new ApiException(
        404,
        "grant_not_found",
        "The user has not linked their account: connect_url is where they do.",
        Map.of("connect_url", ConnectionPageUrls.authorize(tenant, connection.id())));
  }

  static ApiException revoked(TenantContext tenant, VaultConnection connection, VaultGrant grant) {
    return ended(tenant, connection, grant, "grant_revoked", "The provider has ended the grant.");
  }

  static ApiException expired(TenantContext tenant, VaultConnection connection, VaultGrant grant) {
    return ended(
        tenant,
        connection,
        grant,
        "grant_expired",
        "The access token has ended, and the provider gave nothing to renew it by.");
  }

  static ApiException refreshFailed(String code) {
    return new ApiException(
        409,
        "refresh_failed",
        "The provider refused to renew the token; an administrator has to look at the connection.",
        Map.of("provider_error", code));
  }

  static ApiException inProgress() {
    return new ApiException(
        503,
        "refresh_in_progress",
        "The token is being renewed; try again in a moment.",
        Map.of(),
        Map.of("Retry-After", "2"));
  }

  static ApiException providerUnavailable() {
    return new ApiException(
        503,
        "provider_unavailable",
        "The provider does not answer as it should just now; try again later.",
        Map.of(),
        Map.of("Retry-After", Integer.toString(UNAVAILABLE_SECONDS)));
  }

  static ApiException tooOften(long seconds) {
    return new ApiException(
        429,
        "rate_limited",
        "The agent asks for tokens too often; keep a token until it expires.",
        Map.of(),
        Map.of("Retry-After", Long.toString(Math.max(1, seconds))));
  }

  private static ApiException ended(
      TenantContext tenant, VaultConnection connection, VaultGrant grant, String code, String why) {
    if (grant.isMachineGrant()) {
      return new ApiException(409, code, why + " An administrator has to look at the connection.");
    }
    return new ApiException(
        409,
        code,
        why + " The user has to link their account again: connect_url is where.",
        Map.of("connect_url", ConnectionPageUrls.authorize(tenant, connection.id())));
  }
}
