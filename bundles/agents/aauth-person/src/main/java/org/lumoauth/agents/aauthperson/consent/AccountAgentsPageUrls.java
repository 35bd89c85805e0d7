/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.consent;

import java.net.URI;
import org.lumoauth.api.tenant.TenantContext;

/** Builds the URLs of the pages about a user's agents. */
final class AccountAgentsPageUrls {

  private AccountAgentsPageUrls() {}

  static String of(TenantContext tenant) {
    return tenant.issuer().replaceFirst("/api/v1$", "/account/agents");
  }

  static String mission(TenantContext tenant) {
    return of(tenant) + "/mission";
  }

  /** Returns the path and query of a mission's page. */
  static String missionPath(TenantContext tenant, String id) {
    return URI.create(mission(tenant)).getRawPath() + "?id=" + id;
  }

  static String path(TenantContext tenant) {
    return URI.create(of(tenant)).getRawPath();
  }
}
