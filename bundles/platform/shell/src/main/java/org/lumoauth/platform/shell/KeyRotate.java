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
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.key.SigningKeyInfo.State;
import org.lumoauth.api.key.SigningKeys;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.framework.BundleContext;

/** {@code lumoauth:key-rotate}. */
@Service
@Command(
    scope = "lumoauth",
    name = "key-rotate",
    description =
        "Makes the next signing key current. The old one verifies until its last token has expired.")
public final class KeyRotate implements Action {
  private static final Initiator CONSOLE = Initiator.server("console");

  @Reference private BundleContext context;

  @Argument(name = "tenant", required = true, description = "The tenant's slug.")
  @Completion(TenantSlugs.class)
  private String slug;

  @Argument(index = 1, name = "algorithm", description = "RS256, PS256, ES256 or Ed25519.")
  @Completion(SigningAlgorithms.class)
  private String algorithm = "ES256";

  @Option(
      name = "--revoke-old",
      description =
          "Trust the older keys of the algorithm no longer, because somebody may know them: tokens"
              + " that they signed end at once.")
  private boolean revokeOld;

  @Override
  public Object execute() throws CommandException {
    SigningKeys.Algorithm chosen =
        Arrays.stream(SigningKeys.Algorithm.values())
            .filter(known -> known.name().equalsIgnoreCase(algorithm))
            .findFirst()
            .orElseThrow(
                () -> new CommandException("Algorithms are RS256, PS256, ES256 and Ed25519."));
    Contracts contracts = new Contracts(context);
    TenantContext tenant = new Tenants(contracts).active(slug);
    contracts.call(
        SigningKeys.class,
        "platform-keys",
        keys -> {
          String kid = keys.rotate(tenant, chosen, CONSOLE);
          System.out.println(slug + " signs " + chosen + " with the key " + kid + ".");
          if (revokeOld) {
            revokeOld(keys, tenant, chosen);
          }
          return null;
        });
    return null;
  }

  private static void revokeOld(
      SigningKeys keys, TenantContext tenant, SigningKeys.Algorithm algorithm) {
    keys.list(tenant).stream()
        .filter(key -> key.algorithm() == algorithm && key.state() == State.RETIRING)
        .forEach(
            old -> {
              keys.revoke(tenant, old.kid(), CONSOLE);
              System.out.println("The key " + old.kid() + " is trusted no longer.");
            });
  }
}
