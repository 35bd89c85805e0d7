/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.shell;

import java.util.Arrays;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.lumoauth.api.key.SigningKeyService;

/** Completes names of signing algorithms. */
@Service
public final class SigningAlgorithmCompleter implements Completer {

  @Override
  public int complete(Session session, CommandLine line, List<String> candidates) {
    List<String> names =
        Arrays.stream(SigningKeyService.SigningAlgorithm.values())
            .map(SigningKeyService.SigningAlgorithm::name)
            .toList();
    return new StringsCompleter(names, true).complete(session, line, candidates);
  }
}
