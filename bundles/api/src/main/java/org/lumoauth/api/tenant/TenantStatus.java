/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.tenant;

/** The status of a tenant. */
public enum TenantStatus {
  /** The tenant is served. */
  ACTIVE,
  /** The tenant is stored but not served: callers cannot distinguish it from an unknown tenant. */
  DISABLED
}
