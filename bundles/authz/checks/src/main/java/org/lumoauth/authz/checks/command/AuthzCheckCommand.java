/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.checks.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.lumoauth.api.authz.Decision;

/** Implements {@code lumoauth:check}. */
@Service
@Command(
    scope = "lumoauth",
    name = "check",
    description = "Checks whether a subject may perform an action, and why.")
public final class AuthzCheckCommand extends AbstractDecisionCommand {

  @Override
  void show(Decision decision) {
    System.out.println(DecisionTextFormatter.verdict(decision));
  }
}
