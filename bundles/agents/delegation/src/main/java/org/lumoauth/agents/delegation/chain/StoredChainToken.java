/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.chain;

import java.util.Map;
import java.util.Optional;

/**
 * A stored token.
 *
 * @param jti its id
 * @param claims its claims
 * @param subject the subject token it was issued for, if known
 * @param actor the actor token of that exchange
 */
record StoredChainToken(
    String jti,
    Map<String, Object> claims,
    Optional<ChainTokenSource> subject,
    Optional<ChainTokenSource> actor) {

  /**
   * A source token of an exchange.
   *
   * @param type the token type, a URI of RFC 8693 section 3
   * @param jti the token id, if it is an access token of this server
   */
  record ChainTokenSource(String type, Optional<String> jti) {}
}
