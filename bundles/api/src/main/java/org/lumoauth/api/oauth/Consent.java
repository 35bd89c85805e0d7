package org.lumoauth.api.oauth;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;

/**
 * What somebody said that a client may have, until they say otherwise.
 *
 * @param id {@code con_} and a ULID
 * @param subject who
 * @param clientId which client
 * @param scope which scopes
 * @param resources for which resources
 * @param authorizationDetails which details (RFC 9396)
 * @param givenAt when they last said so
 * @param expiresAt until when it holds, if not for good
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
