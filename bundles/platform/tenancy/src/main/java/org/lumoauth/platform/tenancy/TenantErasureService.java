/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tenancy;

import java.util.ArrayList;
import java.util.List;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes the rows of a tenant from every module. */
final class TenantErasureService {
  private static final Logger LOG = LoggerFactory.getLogger(TenantErasureService.class);

  private TenantErasureService() {}

  /**
   * Calls all erasers, even after one of them has failed.
   *
   * @return the classes of the failed erasers, for the log; the operation can be repeated
   */
  static List<String> erase(List<TenantDataEraser> owners, String tenantId) {
    var failed = new ArrayList<String>();
    for (TenantDataEraser owner : owners) {
      try {
        owner.erase(tenantId);
      } catch (RuntimeException e) {
        LOG.error("tenant_erasure_failed tenant={} owner={}", tenantId, owner.getClass(), e);
        failed.add(owner.getClass().getName());
      }
    }
    return failed;
  }
}
