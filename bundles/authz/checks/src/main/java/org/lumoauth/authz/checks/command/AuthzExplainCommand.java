/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.checks.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.lumoauth.api.authz.Decision;

/** Implements {@code lumoauth:authz-explain}. */
@Service
@Command(
    scope = "lumoauth",
    name = "authz-explain",
    description = "Explains a decision about a subject with the vote of each model.")
public final class AuthzExplainCommand extends AbstractDecisionCommand {

  @Override
  void show(Decision decision) {
    System.out.println(DecisionTextFormatter.verdict(decision));
    DecisionTextFormatter.explanation(decision).forEach(System.out::println);
  }
}
