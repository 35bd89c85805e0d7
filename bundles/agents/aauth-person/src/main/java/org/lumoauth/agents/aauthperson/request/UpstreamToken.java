package org.lumoauth.agents.aauthperson.request;

import java.util.List;
import org.lumoauth.agents.aauthperson.store.IssuedTokenRecord;
import org.lumoauth.agents.aauthperson.store.TokenOrigin;
import org.lumoauth.agents.aauthperson.token.VerifiedAAuthToken;

/**
 * A token that an agent got as a resource, from whom it acts on for (section Call Chaining).
 *
 * @param token the token
 * @param line what is known of it, then of what its agent had received, and so on to the first
 */
public record UpstreamToken(VerifiedAAuthToken token, List<IssuedTokenRecord> line) {
  public UpstreamToken {
    line = List.copyOf(line);
  }

  /** Who began. */
  public TokenOrigin first() {
    return line.get(line.size() - 1).origin();
  }

  /** How many handed on before whoever received this. */
  public int depth() {
    return line.get(0).origin().depth();
  }
}
