package org.lumoauth.agents.approvals.page;

import java.net.URI;
import org.lumoauth.api.tenant.TenantContext;

/** Where people answer. */
public final class ApprovalAddress {

  private ApprovalAddress() {}

  /** The URL of everything that waits for somebody. */
  public static String of(TenantContext tenant) {
    return tenant.issuer().replaceFirst("/api/v1$", "/approvals");
  }

  /** The URL of one request. */
  public static String of(TenantContext tenant, String approvalId) {
    return of(tenant) + "/" + approvalId;
  }

  /** A URL of this server as a path. */
  static String path(String url) {
    return URI.create(url).getRawPath();
  }
}
