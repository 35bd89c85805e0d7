/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.authorization;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;

/**
 * A user's consent to a client's access, until it is changed or revoked.
 *
 * @param id {@code con_} and a ULID
 * @param subject the user
 * @param clientId the client
 * @param scope the scopes
 * @param resources the resources
 * @param authorizationDetails the authorization details (RFC 9396)
 * @param givenAt when the consent was last given
 * @param expiresAt when it expires, if it does
 */
public record Consent(
    String id,
    SubjectRef subject,
    String clientId,
    Set<String> scope,
    List<String> resources,
    List<Map<String, Object>> authorizationDetails,
    Instant givenAt,
    Optional<Instant> expiresAt) {}
