package org.lumoauth.agents.vault.retrieval;

import java.util.List;
import java.util.Map;
import org.lumoauth.agents.vault.connection.Connection;
import org.lumoauth.agents.vault.grant.Grant;
import org.lumoauth.agents.vault.link.LinkAddress;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;

/** Why an agent gets no token, and what helps. */
final class Refusals {

  private static final int UNAVAILABLE_SECONDS = 30;

  private Refusals() {}

  static Problem noAgent() {
    return new Problem(403, "agent_token_required", "Only agents get tokens here.");
  }

  static Problem unknownConnection() {
    return new Problem(404, "connection_not_found", "There is no such connection.");
  }

  static Problem notAllowed(String capability) {
    return new Problem(
        403,
        "agent_not_allowed",
        "The connection is for other agents, or the token has not the capability "
            + capability
            + ".",
        Map.of("required_capabilities", List.of(capability)));
  }

  static Problem disabled() {
    return new Problem(403, "connection_disabled", "The connection is disabled.");
  }

  static Problem invalidUser(String message) {
    return new Problem(400, "invalid_user_id", message);
  }

  static Problem mayNotAct(String capability) {
    return new Problem(
        403,
        "delegation_not_permitted",
        "The agent, and its token, need the capability " + capability + " to act for users.");
  }

  static Problem notDelegated(String consentUrl) {
    return new Problem(
        403,
        "delegation_not_allowed",
        "There is no such user, or they have not let the agent do this for them: consent_url is"
            + " where they do.",
        Map.of("consent_url", consentUrl));
  }

  static Problem noGrant(TenantContext tenant, Connection connection) {
    return new Problem(
        404,
        "grant_not_found",
        "The user has not linked their account: connect_url is where they do.",
        Map.of("connect_url", LinkAddress.authorize(tenant, connection.id())));
  }

  static Problem revoked(TenantContext tenant, Connection connection, Grant grant) {
    return ended(tenant, connection, grant, "grant_revoked", "The provider has ended the grant.");
  }

  static Problem expired(TenantContext tenant, Connection connection, Grant grant) {
    return ended(
        tenant,
        connection,
        grant,
        "grant_expired",
        "The access token has ended, and the provider gave nothing to renew it by.");
  }

  static Problem refreshFailed(String code) {
    return new Problem(
        409,
        "refresh_failed",
        "The provider refused to renew the token; an administrator has to look at the connection.",
        Map.of("provider_error", code));
  }

  static Problem inProgress() {
    return new Problem(
        503,
        "refresh_in_progress",
        "The token is being renewed; try again in a moment.",
        Map.of(),
        Map.of("Retry-After", "2"));
  }

  static Problem providerUnavailable() {
    return new Problem(
        503,
        "provider_unavailable",
        "The provider does not answer as it should just now; try again later.",
        Map.of(),
        Map.of("Retry-After", Integer.toString(UNAVAILABLE_SECONDS)));
  }

  static Problem tooOften(long seconds) {
    return new Problem(
        429,
        "rate_limited",
        "The agent asks for tokens too often; keep a token until it expires.",
        Map.of(),
        Map.of("Retry-After", Long.toString(Math.max(1, seconds))));
  }

  private static Problem ended(
      TenantContext tenant, Connection connection, Grant grant, String code, String why) {
    if (grant.machine()) {
      return new Problem(409, code, why + " An administrator has to look at the connection.");
    }
    return new Problem(
        409,
        code,
        why + " The user has to link their account again: connect_url is where.",
        Map.of("connect_url", LinkAddress.authorize(tenant, connection.id())));
  }
}
