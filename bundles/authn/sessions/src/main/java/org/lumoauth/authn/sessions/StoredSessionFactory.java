/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.sessions;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SessionService.NewSession;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.key.SecretProtectionService;

/** Creates stored sessions after a sign-in. */
final class StoredSessionFactory {
  private static final int MAX_ADDRESS = 64;
  private static final int MAX_AGENT = 400;

  private final SecretProtectionService vault;
  private final IdGenerator identifiers;
  private final InstantSource clock;

  StoredSessionFactory(
      SecretProtectionService vault, IdGenerator identifiers, InstantSource clock) {
    this.vault = vault;
    this.identifiers = identifiers;
    this.clock = clock;
  }

  /** Generates a secret for a cookie. */
  String secret() {
    return vault.newSecret();
  }

  /** Creates a session that begins now. */
  StoredSession createFirst(
      NewSession session, SessionPolicy policy, HttpRequestView request, String secret) {
    return of(session, policy, identifiers.next("ses_"), clock.instant(), request, secret);
  }

  /** Creates a session that continues after its user signed in again. */
  StoredSession createRenewed(
      NewSession session,
      SessionPolicy policy,
      Session old,
      HttpRequestView request,
      String secret) {
    return of(session, policy, old.id(), old.createdAt(), request, secret);
  }

  private StoredSession of(
      NewSession session,
      SessionPolicy policy,
      String id,
      Instant createdAt,
      HttpRequestView request,
      String secret) {
    var now = clock.instant();
    return new StoredSession(
        new Session(
            id,
            session.subject(),
            now,
            session.amr(),
            session.acr(),
            createdAt,
            now,
            now.plus(policy.lifetimeOf(session)),
            session.remembered(),
            cut(request.remoteAddress(), MAX_ADDRESS),
            request.header("User-Agent").map(agent -> cut(agent, MAX_AGENT))),
        HexFormat.of().formatHex(vault.hash(SessionLookup.PURPOSE, secret)),
        policy.idleOf(session),
        Optional.empty(),
        Optional.empty());
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }
}
