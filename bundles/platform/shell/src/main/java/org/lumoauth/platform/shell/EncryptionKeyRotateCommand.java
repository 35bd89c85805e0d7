/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.key.EncryptionKeyService;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.framework.BundleContext;

/** The console command {@code lumoauth:encryption-key-rotate}. */
@Service
@Command(
    scope = "lumoauth",
    name = "encryption-key-rotate",
    description = "Publishes new encryption keys. The old ones can still decrypt for a while.")
public final class EncryptionKeyRotateCommand implements Action {
  private static final AuditInitiator CONSOLE = AuditInitiator.server("console");

  @Reference private BundleContext context;

  @Argument(name = "tenant", required = true, description = "The tenant's slug.")
  @Completion(TenantSlugCompleter.class)
  private String slug;

  @Option(
      name = "--end-old",
      description =
          "Disables decryption with the old keys, for example because they may be "
              + "compromised.")
  private boolean endOld;

  @Override
  public Object execute() throws CommandException {
    ContractInvoker contracts = new ContractInvoker(context);
    TenantContext tenant = new TenantLookup(contracts).requireActive(slug);
    contracts.call(
        EncryptionKeyService.class,
        "platform-keys",
        keys -> {
          List<String> kids = keys.rotate(tenant, endOld, CONSOLE);
          System.out.println(
              "The current encryption keys of " + slug + " are " + String.join(", ", kids) + ".");
          return null;
        });
    return null;
  }
}
