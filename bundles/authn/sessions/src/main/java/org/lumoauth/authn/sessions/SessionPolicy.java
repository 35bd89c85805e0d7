/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.sessions;

import java.time.Duration;
import java.util.Map;
import org.lumoauth.api.authn.SessionService;

/**
 * The session settings of a tenant.
 *
 * @param lifetime the maximum lifetime
 * @param idle the idle timeout
 * @param remembered the lifetime of a remembered session, without an idle timeout
 * @param maxPerUser the maximum number of sessions per user; 0 for no limit
 */
record SessionPolicy(Duration lifetime, Duration idle, Duration remembered, int maxPerUser) {

  static SessionPolicy of(Map<String, Object> settings) {
    return new SessionPolicy(
        SessionSettings.LIFETIME.from(settings),
        SessionSettings.IDLE.from(settings),
        SessionSettings.REMEMBERED.from(settings),
        SessionSettings.MAX_PER_USER.from(settings));
  }

  Duration lifetimeOf(SessionService.NewSession session) {
    return session.remembered() ? remembered : lifetime;
  }

  Duration idleOf(SessionService.NewSession session) {
    return session.remembered() ? remembered : idle;
  }
}
