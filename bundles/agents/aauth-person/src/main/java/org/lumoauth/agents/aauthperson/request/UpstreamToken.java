/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.request;

import java.util.List;
import org.lumoauth.agents.aauthperson.store.IssuedTokenRecord;
import org.lumoauth.agents.aauthperson.store.TokenOrigin;
import org.lumoauth.agents.aauthperson.token.VerifiedAAuthToken;

/**
 * A token that an agent received as a resource, on behalf of which it acts (AAuth draft, section
 * Call Chaining).
 *
 * @param token the token
 * @param line the records of the token, of its agent's upstream token, and so on up to the first
 */
public record UpstreamToken(VerifiedAAuthToken token, List<IssuedTokenRecord> line) {
  public UpstreamToken {
    line = List.copyOf(line);
  }

  /** Returns the first agent's origin. */
  public TokenOrigin first() {
    return line.get(line.size() - 1).origin();
  }

  /** Returns the number of resources in the chain before this one. */
  public int depth() {
    return line.get(0).origin().depth();
  }
}
