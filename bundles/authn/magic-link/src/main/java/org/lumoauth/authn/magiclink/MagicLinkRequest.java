/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.magiclink;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;

/**
 * A request for a link.
 *
 * @param who the user's id or address; the user may not exist
 * @param attempt the sign-in for which it is requested
 * @param browser if there is no sign-in, the keyed hash of the browser's secret
 * @param target the page to which that browser is redirected after sign-in
 * @param remoteAddress the address of the requesting peer
 * @param knownBrowser whether the user signed in with that browser before
 * @param locales the reader's languages, the preferred first; empty for the tenant's language
 * @param request the request, for the audit record
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
