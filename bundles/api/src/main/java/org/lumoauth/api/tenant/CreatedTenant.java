/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.tenant;

/**
 * A newly created tenant.
 *
 * @param tenant the tenant
 * @param apiKey its first API key in clear text, which is shown only here
 */
public record CreatedTenant(Tenant tenant, String apiKey) {
  @Override
  public String toString() {
    return "CreatedTenant[" + tenant + "]";
  }
}
