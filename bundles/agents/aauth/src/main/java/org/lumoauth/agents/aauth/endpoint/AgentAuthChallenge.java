package org.lumoauth.agents.aauth.endpoint;

import org.lumoauth.api.tenant.TenantContext;

/** The {@code Agent-Auth} header of a refusal: what is wanted, and who gives tokens. */
public final class AgentAuthChallenge {

  private AgentAuthChallenge() {}

  /** The value for a tenant. */
  public static String of(TenantContext tenant) {
    return "httpsig; auth_server=\"" + tenant.issuer() + "\"";
  }
}
