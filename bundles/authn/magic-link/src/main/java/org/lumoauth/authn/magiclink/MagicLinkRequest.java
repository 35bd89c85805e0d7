package org.lumoauth.authn.magiclink;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;

/**
 * A link that somebody asked for.
 *
 * @param who the user's id or address; there may be no such user
 * @param attempt the sign-in that it is for
 * @param browser where there is none, the keyed hash of the secret of the browser
 * @param target where that browser goes when it is signed in
 * @param remoteAddress the address of the peer that asked
 * @param knownBrowser whether the user has signed in by that browser before
 * @param locales the reader's languages, the preferred first; empty for the tenant's
 * @param request for the audit record
 */
record MagicLinkRequest(
    String who,
    Optional<String> attempt,
    Optional<String> browser,
    Optional<MagicLinkReturnPath> target,
    String remoteAddress,
    boolean knownBrowser,
    List<Locale> locales,
    Optional<RequestInfo> request) {}
