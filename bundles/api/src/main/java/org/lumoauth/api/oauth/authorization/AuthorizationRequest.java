/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.authorization;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A valid authorization request (RFC 6749 section 4.1.1, OpenID Connect Core section 3.1.2.1).
 * Serializable as JSON.
 *
 * @param clientId {@code client_id}
 * @param redirectUri {@code redirect_uri}, registered for the client
 * @param redirectUriGiven whether the request contained it, so that the token request must too
 * @param responseType {@code response_type}
 * @param responseMode {@code response_mode}, with the default applied
 * @param scope {@code scope}
 * @param state {@code state}
 * @param nonce {@code nonce}
 * @param codeChallenge {@code code_challenge} (S256 only)
 * @param prompt {@code prompt}
 * @param maxAge {@code max_age}
 * @param loginHint {@code login_hint}
 * @param subject the subject of {@code id_token_hint}: the id of a user of this tenant
 * @param acrValues {@code acr_values}
 * @param uiLocales {@code ui_locales}
 * @param claimsLocales {@code claims_locales}
 * @param display {@code display}
 * @param claims {@code claims}
 * @param resources {@code resource} (RFC 8707)
 * @param authorizationDetails {@code authorization_details} (RFC 9396)
 * @param dpopJkt {@code dpop_jkt} (RFC 9449 section 10)
 * @param source how it was transmitted: {@code query}, {@code par} or {@code jar}
 */
public record AuthorizationRequest(
    String clientId,
    String redirectUri,
    boolean redirectUriGiven,
    String responseType,
    String responseMode,
    Set<String> scope,
    Optional<String> state,
    Optional<String> nonce,
    Optional<String> codeChallenge,
    Set<String> prompt,
    Optional<Duration> maxAge,
    Optional<String> loginHint,
    Optional<String> subject,
    List<String> acrValues,
    Optional<String> uiLocales,
    Optional<String> claimsLocales,
    Optional<String> display,
    Map<String, Object> claims,
    List<String> resources,
    List<Map<String, Object>> authorizationDetails,
    Optional<String> dpopJkt,
    String source) {}
