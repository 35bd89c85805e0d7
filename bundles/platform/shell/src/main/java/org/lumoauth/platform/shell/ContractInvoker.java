/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.shell;

import org.apache.karaf.shell.support.CommandException;
import org.lumoauth.api.module.ModuleException;
import org.lumoauth.api.web.ApiException;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls service contracts for a command and converts errors to console messages. */
final class ContractInvoker {
  private static final Logger LOG = LoggerFactory.getLogger(ContractInvoker.class);

  private final BundleContext context;

  ContractInvoker(BundleContext context) {
    this.context = context;
  }

  /**
   * Calls a contract.
   *
   * @param module the module that provides it, for the error message
   */
  <S, R> R call(Class<S> contract, String module, ContractCall<S, R> call) throws CommandException {
    ServiceReference<S> reference = context.getServiceReference(contract);
    S service = reference == null ? null : context.getService(reference);
    if (service == null) {
      throw new CommandException(
          "The module " + module + " is not available. See lumoauth:module-list.");
    }
    try {
      return call.apply(service);
    } catch (ModuleException | ApiException e) {
      throw new CommandException(e.getMessage(), e);
    } catch (RuntimeException e) {
      LOG.error("command_failed contract={}", contract.getName(), e);
      throw new CommandException("An unexpected error occurred. See the server's log.", e);
    } finally {
      context.ungetService(reference);
    }
  }

  /** A call of a contract. */
  @FunctionalInterface
  interface ContractCall<S, R> {
    R apply(S service) throws ModuleException, CommandException;
  }
}
