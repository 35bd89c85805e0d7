/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.authn;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;

/**
 * The session of a signed-in user in a browser.
 *
 * @param id {@code ses_} and a ULID: identifies the session in tokens ({@code sid}) and audit
 *     records; not a secret
 * @param subject the signed-in user
 * @param authenticatedAt the time of the last authentication: {@code auth_time}
 * @param amr the authentication methods (RFC 8176)
 * @param acr the authentication context class
 * @param createdAt when it began
 * @param lastSeenAt when it was last used, with a resolution of one minute
 * @param expiresAt when it expires, if it is not revoked earlier
 * @param remembered whether it persists after the browser is closed
 * @param remoteAddress the address from which it began
 * @param userAgent the {@code User-Agent} of the browser
 */
public record Session(
    String id,
    SubjectRef subject,
    Instant authenticatedAt,
    Set<String> amr,
    String acr,
    Instant createdAt,
    Instant lastSeenAt,
    Instant expiresAt,
    boolean remembered,
    String remoteAddress,
    Optional<String> userAgent) {
  public Session {
    amr = Set.copyOf(amr);
  }
}
