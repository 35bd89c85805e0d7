/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.accessrequests;

import org.lumoauth.api.tenant.TenantContext;

/** Builds the URLs of the access request API. */
final class AccessRequestUrls {

  private AccessRequestUrls() {}

  static String of(TenantContext tenant) {
    return tenant.issuer() + "/access/v1/requests";
  }

  static String of(TenantContext tenant, String taskId) {
    return of(tenant) + "/" + taskId;
  }
}
