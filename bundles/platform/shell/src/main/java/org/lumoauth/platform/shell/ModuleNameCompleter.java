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
import org.lumoauth.api.module.ModuleInfo;
import org.lumoauth.api.module.ModuleService;
import org.osgi.framework.BundleContext;

/** Completes module names. */
@Service
public final class ModuleNameCompleter implements Completer {
  @Reference private BundleContext context;

  @Override
  public int complete(Session session, CommandLine line, List<String> candidates) {
    try {
      List<String> names =
          new ContractInvoker(context)
              .call(
                  ModuleService.class,
                  ModuleListCommand.MODULE,
                  modules -> modules.list().stream().map(ModuleInfo::name).distinct().toList());
      return new StringsCompleter(names).complete(session, line, candidates);
    } catch (CommandException e) {
      return -1; // no candidates; the command itself reports the reason
    }
  }
}
