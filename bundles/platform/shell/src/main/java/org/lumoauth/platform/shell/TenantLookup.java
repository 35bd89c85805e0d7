/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.shell;

import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.support.CommandException;
import org.lumoauth.api.tenant.Tenant;
import org.lumoauth.api.tenant.TenantAdminService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;

/** Looks up tenants by slug, for commands. */
final class TenantLookup {
  private static final String MODULE = "platform-tenancy";

  private final ContractInvoker contracts;

  TenantLookup(ContractInvoker contracts) {
    this.contracts = contracts;
  }

  /** Returns an active tenant. */
  TenantContext requireActive(String slug) throws CommandException {
    return contracts.call(
        TenantRegistry.class,
        MODULE,
        tenants -> tenants.findActive(slug).orElseThrow(() -> unknown(slug, "enabled tenant")));
  }

  /** Returns a tenant, active or not. */
  Tenant requireAny(String slug) throws CommandException {
    return contracts.call(
        TenantAdminService.class,
        MODULE,
        tenants -> tenants.find(slug).orElseThrow(() -> unknown(slug, "tenant")));
  }

  /** Returns one page of all tenants. */
  Page<Tenant> page(int number, int size, Optional<String> search) throws CommandException {
    PageRequest request = new PageRequest(number, size, search, Optional.empty(), false);
    return contracts.call(TenantAdminService.class, MODULE, tenants -> tenants.list(request));
  }

  /** Returns slugs for completion. */
  List<String> slugs() throws CommandException {
    return page(1, PageRequest.MAX_LIMIT, Optional.empty()).items().stream()
        .map(Tenant::slug)
        .toList();
  }

  private static CommandException unknown(String slug, String what) {
    return new CommandException(
        "There is no %s %s; see lumoauth:tenant-list.".formatted(what, slug));
  }
}
