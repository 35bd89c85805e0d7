package org.lumoauth.platform.tenancy;

import java.util.ArrayList;
import java.util.List;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has every module remove the rows of a tenant. */
final class TenantErasure {
  private static final Logger LOG = LoggerFactory.getLogger(TenantErasure.class);

  private TenantErasure() {}

  /**
   * Asks all owners, also after one of them has failed.
   *
   * @return the classes of those that failed, for the log; the work can be repeated
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
