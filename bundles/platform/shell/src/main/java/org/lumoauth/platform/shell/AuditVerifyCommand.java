/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.shell;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.lumoauth.api.audit.AuditChainVerificationResult;
import org.lumoauth.api.audit.AuditLog;
import org.osgi.framework.BundleContext;

/** The console command {@code lumoauth:audit-verify}. */
@Service
@Command(
    scope = "lumoauth",
    name = "audit-verify",
    description = "Verifies an audit chain and reports the first broken record.")
public final class AuditVerifyCommand implements Action {
  @Reference private BundleContext context;

  @Argument(
      name = "tenant",
      description = "The tenant's slug; by default the operator's chain is verified.")
  @Completion(TenantSlugCompleter.class)
  private String slug;

  @Override
  public Object execute() throws CommandException {
    ContractInvoker contracts = new ContractInvoker(context);
    String chain = new AuditChainLookup(contracts).resolveId(slug);
    String title = slug == null ? "the platform" : slug;
    AuditChainVerificationResult found =
        contracts.call(AuditLog.class, "platform-audit", audit -> audit.verify(chain));
    if (found.broken().isPresent()) {
      AuditChainVerificationResult.AuditChainBreak broken = found.broken().get();
      throw new CommandException(
          ("The audit chain of %s is broken at record %d (%s): %s. The %d records "
                  + "before it are intact.")
              .formatted(
                  title, broken.sequence(), broken.auditId(), broken.problem(), found.records()));
    }
    System.out.printf("The audit chain of %s is intact: %d records", title, found.records());
    System.out.println(found.headHash().isEmpty() ? "." : ", head " + found.headHash() + ".");
    return null;
  }
}
