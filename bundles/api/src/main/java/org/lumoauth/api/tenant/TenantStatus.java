package org.lumoauth.api.tenant;

/** Whether a tenant is served. */
public enum TenantStatus {
  /** Served. */
  ACTIVE,
  /** Kept, not served: indistinguishable from an unknown tenant to its callers. */
  DISABLED
}
