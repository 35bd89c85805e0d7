/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.checks.command;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;

/** Completes the type of a subject, before its id. */
@Service
public final class SubjectTypeCompleter implements Completer {
  private static final List<String> PREFIXES =
      List.of("user:", "agent:", "group:", "client:", "api_key:");

  @Override
  public int complete(Session session, CommandLine line, List<String> candidates) {
    var typed = line.getCursorArgument() == null ? "" : line.getCursorArgument();
    PREFIXES.stream().filter(prefix -> prefix.startsWith(typed)).forEach(candidates::add);
    return candidates.isEmpty() ? -1 : line.getBufferPosition() - line.getArgumentPosition();
  }

  @Override
  public void completeCandidates(Session session, CommandLine line, List<Candidate> candidates) {
    var typed = line.getCursorArgument() == null ? "" : line.getCursorArgument();
    PREFIXES.stream()
        .filter(prefix -> prefix.startsWith(typed))
        .map(prefix -> new Candidate(prefix, false)) // the id follows without a space
        .forEach(candidates::add);
  }
}
