/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.osgi.framework.BundleContext;

/** Completes tenant slugs, limited to the first hundred. */
@Service
public final class TenantSlugCompleter implements Completer {
  @Reference private BundleContext context;

  @Override
  public int complete(Session session, CommandLine line, List<String> candidates) {
    try {
      List<String> slugs = new TenantLookup(new ContractInvoker(context)).slugs();
      return new StringsCompleter(slugs).complete(session, line, candidates);
    } catch (CommandException e) {
      return -1; // no candidates; the command itself reports the reason
    }
  }
}
