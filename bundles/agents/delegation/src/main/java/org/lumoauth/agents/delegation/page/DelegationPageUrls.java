/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.page;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.tenant.TenantContext;

/** Builds the URLs of the delegation pages. */
public final class DelegationPageUrls {

  private DelegationPageUrls() {}

  /** Returns the URL of the page that asks for consent to this agent and these scopes. */
  public static URI of(TenantContext tenant, String agentId, Set<String> scope) {
    String asked =
        scope.isEmpty() ? "" : "&scope=" + encoded(String.join(" ", new TreeSet<>(scope)));
    return URI.create(form(tenant) + "?agent=" + encoded(agentId) + asked);
  }

  /** Returns the URL without parameters, which the form posts to. */
  static String form(TenantContext tenant) {
    return tenant.issuer().replaceFirst("/api/v1$", "/delegation/authorize");
  }

  /** Returns the URL of the user's delegations page. */
  static String account(TenantContext tenant) {
    return tenant.issuer().replaceFirst("/api/v1$", "/account/delegations");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
