/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tenancy.rest;

/**
 * The response to the creation of a tenant.
 *
 * @param data the tenant
 * @param apiKey its first API key, shown only once
 * @param message a sentence for people
 */
public record CreatedTenantView(TenantView data, String apiKey, String message) {
  @Override
  public String toString() {
    return "CreatedTenantBody[" + data + "]";
  }
}
