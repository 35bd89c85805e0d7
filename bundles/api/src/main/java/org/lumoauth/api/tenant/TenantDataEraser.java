/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.tenant;

/**
 * Extension point: a bundle that stores rows of tenants. Called when the operator deletes a tenant.
 * Registered with {@code lumoauth.kind=tenant-data} and {@code lumoauth.name} = the module's name.
 */
public interface TenantDataEraser {

  /**
   * Deletes every row of this tenant. May be called again after a failure and then deletes the
   * remaining rows.
   *
   * @param tenantId {@code ten_} and a ULID
   */
  void erase(String tenantId);
}
