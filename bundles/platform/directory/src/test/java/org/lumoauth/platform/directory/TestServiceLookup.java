/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory;

import java.util.Optional;
import org.lumoauth.api.tenant.TenantAdminService;

/** A service lookup outside of OSGi, in which a test sets the tenant service. */
public final class TestServiceLookup extends DirectoryServiceLookup {
  public TenantAdminService tenants;

  public TestServiceLookup() {
    super(null);
  }

  @Override
  public Optional<TenantAdminService> tenantsIfAny() {
    return Optional.ofNullable(tenants);
  }
}
