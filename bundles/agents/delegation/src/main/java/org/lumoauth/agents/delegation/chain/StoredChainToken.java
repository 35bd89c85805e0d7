package org.lumoauth.agents.delegation.chain;

import java.util.Map;
import java.util.Optional;

/**
 * What is kept of a token.
 *
 * @param jti its id
 * @param claims what it says
 * @param subject what it was made from, where that is known
 * @param actor whose token came with that
 */
record StoredChainToken(
    String jti,
    Map<String, Object> claims,
    Optional<ChainTokenSource> subject,
    Optional<ChainTokenSource> actor) {

  /**
   * A token that another was made from.
   *
   * @param type its type, a URI of RFC 8693 section 3
   * @param jti its id, where it is an access token of this server
   */
  record ChainTokenSource(String type, Optional<String> jti) {}
}
