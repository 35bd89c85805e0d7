package org.lumoauth.agents.delegation.page;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.tenant.TenantContext;

/** Where people let agents act for them. */
public final class DelegationPageUrls {

  private DelegationPageUrls() {}

  /** The URL of the page that asks whether this agent may have that. */
  public static URI of(TenantContext tenant, String agentId, Set<String> scope) {
    String asked =
        scope.isEmpty() ? "" : "&scope=" + encoded(String.join(" ", new TreeSet<>(scope)));
    return URI.create(form(tenant) + "?agent=" + encoded(agentId) + asked);
  }

  /** The URL of the page without a question: where its form goes. */
  static String form(TenantContext tenant) {
    return tenant.issuer().replaceFirst("/api/v1$", "/delegation/authorize");
  }

  /** The URL of what the reader lets agents do. */
  static String account(TenantContext tenant) {
    return tenant.issuer().replaceFirst("/api/v1$", "/account/delegations");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
