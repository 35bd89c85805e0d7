package org.lumoauth.api.authn;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;

/**
 * A browser in which somebody is signed in.
 *
 * @param id {@code ses_} and a ULID: names it in tokens ({@code sid}) and audit records; no secret
 * @param subject who is signed in
 * @param authenticatedAt when they last proved who they are: {@code auth_time}
 * @param amr how (RFC 8176)
 * @param acr the authentication context class that this reached
 * @param createdAt when it began
 * @param lastSeenAt when it was last used, to the minute
 * @param expiresAt when it ends if nothing ends it before
 * @param remembered whether it outlives the browser
 * @param remoteAddress where it began
 * @param userAgent the browser, as it named itself
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
