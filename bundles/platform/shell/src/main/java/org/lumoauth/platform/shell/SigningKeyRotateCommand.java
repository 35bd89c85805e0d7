/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.shell;

import java.util.Arrays;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.key.SigningKeyInfo.SigningKeyState;
import org.lumoauth.api.key.SigningKeyService;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.framework.BundleContext;

/** The console command {@code lumoauth:key-rotate}. */
@Service
@Command(
    scope = "lumoauth",
    name = "key-rotate",
    description =
        "Makes the next signing key current. The old key verifies until its last "
            + "token has expired.")
public final class SigningKeyRotateCommand implements Action {
  private static final AuditInitiator CONSOLE = AuditInitiator.server("console");

  @Reference private BundleContext context;

  @Argument(name = "tenant", required = true, description = "The tenant's slug.")
  @Completion(TenantSlugCompleter.class)
  private String slug;

  @Argument(index = 1, name = "algorithm", description = "RS256, PS256, ES256 or Ed25519.")
  @Completion(SigningAlgorithmCompleter.class)
  private String algorithm = "ES256";

  @Option(
      name = "--revoke-old",
      description =
          "Revokes trust in the older keys of the algorithm, for example because "
              + "they may be compromised: tokens"
              + " signed with them become invalid immediately.")
  private boolean revokeOld;

  @Override
  public Object execute() throws CommandException {
    SigningKeyService.SigningAlgorithm chosen =
        Arrays.stream(SigningKeyService.SigningAlgorithm.values())
            .filter(known -> known.name().equalsIgnoreCase(algorithm))
            .findFirst()
            .orElseThrow(
                () ->
                    new CommandException("The algorithm must be RS256, PS256, ES256 or Ed25519."));
    ContractInvoker contracts = new ContractInvoker(context);
    TenantContext tenant = new TenantLookup(contracts).requireActive(slug);
    contracts.call(
        SigningKeyService.class,
        "platform-keys",
        keys -> {
          String kid = keys.rotate(tenant, chosen, CONSOLE);
          System.out.println(slug + " now signs " + chosen + " with the key " + kid + ".");
          if (revokeOld) {
            revokeOld(keys, tenant, chosen);
          }
          return null;
        });
    return null;
  }

  private static void revokeOld(
      SigningKeyService keys, TenantContext tenant, SigningKeyService.SigningAlgorithm algorithm) {
    keys.list(tenant).stream()
        .filter(key -> key.algorithm() == algorithm && key.state() == SigningKeyState.RETIRING)
        .forEach(
            old -> {
              keys.revoke(tenant, old.kid(), CONSOLE);
              System.out.println("The key " + old.kid() + " is no longer trusted.");
            });
  }
}
