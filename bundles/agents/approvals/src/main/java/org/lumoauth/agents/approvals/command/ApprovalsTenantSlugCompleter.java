/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals.command;

import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.lumoauth.api.tenant.Tenant;
import org.lumoauth.api.tenant.TenantAdminService;
import org.lumoauth.api.web.PageRequest;

/** Completes tenant slugs, at most one hundred. */
@Service
public final class ApprovalsTenantSlugCompleter implements Completer {
  @Reference private TenantAdminService tenants;

  @Override
  public int complete(Session session, CommandLine line, List<String> candidates) {
    var first =
        new PageRequest(1, PageRequest.MAX_LIMIT, Optional.empty(), Optional.empty(), false);
    var slugs = tenants.list(first).items().stream().map(Tenant::slug).toList();
    return new StringsCompleter(slugs).complete(session, line, candidates);
  }
}
