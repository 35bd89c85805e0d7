package org.lumoauth.authn.sessions;

import java.time.Duration;
import java.util.Map;
import org.lumoauth.api.authn.SessionService;

/**
 * What a tenant decided about sessions.
 *
 * @param lifetime how long one holds at most
 * @param idle how long one may go unused
 * @param remembered how long one holds that is to outlive the browser, used or not
 * @param maxPerUser how many one user may have; 0 for any number
 */
record SessionPolicy(Duration lifetime, Duration idle, Duration remembered, int maxPerUser) {

  static SessionPolicy of(Map<String, Object> settings) {
    return new SessionPolicy(
        seconds(settings, SessionSettings.LIFETIME),
        seconds(settings, SessionSettings.IDLE),
        seconds(settings, SessionSettings.REMEMBERED),
        number(settings, SessionSettings.MAX_PER_USER).intValue());
  }

  Duration lifetimeOf(SessionService.NewSession session) {
    return session.remembered() ? remembered : lifetime;
  }

  Duration idleOf(SessionService.NewSession session) {
    return session.remembered() ? remembered : idle;
  }

  private static Duration seconds(Map<String, Object> settings, String name) {
    return Duration.ofSeconds(number(settings, name).longValue());
  }

  private static Number number(Map<String, Object> settings, String name) {
    return (Number) settings.get(name);
  }
}
