/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.endpoint;

import org.lumoauth.api.tenant.TenantContext;

/** Builds the {@code Agent-Auth} header of an error response: the required token and its issuer. */
public final class AgentAuthHeaderBuilder {

  private AgentAuthHeaderBuilder() {}

  /** Returns the header value for a tenant. */
  public static String of(TenantContext tenant) {
    return "httpsig; auth_server=\"" + tenant.issuer() + "\"";
  }
}
