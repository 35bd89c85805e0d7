/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;

/**
 * Shared functions of the sections of this module: reads all pages, and writes the audit records of
 * imports.
 */
final class RbacTransferSectionSupport {
  private final AuditLog audit;

  RbacTransferSectionSupport(AuditLog audit) {
    this.audit = audit;
  }

  /** Returns the items of all pages. */
  static <T> List<T> all(Function<PageRequest, Page<T>> pages) {
    var items = new ArrayList<T>();
    for (int number = 1; ; number++) {
      var page =
          pages.apply(
              new PageRequest(
                  number, PageRequest.MAX_LIMIT, Optional.empty(), Optional.empty(), false));
      items.addAll(page.items());
      if (items.size() >= page.total() || page.items().isEmpty()) {
        return items;
      }
    }
  }

  void record(
      TenantContext tenant,
      String action,
      String type,
      String id,
      String slug,
      Map<String, Object> item,
      AuditInitiator by) {
    audit.record(
        tenant.id(),
        by.auditEvent(action, "Imported from the tenant's export document.")
            .withTarget(type, id, slug)
            .withDetail("newValue", item));
  }
}
