package org.lumoauth.api.token;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;

/**
 * An access token that holds: signature, issuer, type, times, revocation and the gate were checked.
 *
 * @param id its {@code jti}
 * @param tenantId whose it is
 * @param subject whom {@code sub} names, also where the client knows them by a pairwise name
 * @param actors {@code act}, the current actor first
 * @param clientId {@code client_id}
 * @param scope what it permits now: of {@code scope} what everybody who takes part may have still
 * @param audience {@code aud}
 * @param issuedAt {@code iat}
 * @param expiresAt {@code exp}
 * @param confirmation {@code cnf}
 * @param claims all claims as they stand in the token, but that {@code sub} is the subject's own id
 */
public record VerifiedToken(
    String id,
    String tenantId,
    SubjectRef subject,
    List<SubjectRef> actors,
    String clientId,
    Set<String> scope,
    List<String> audience,
    Instant issuedAt,
    Instant expiresAt,
    Optional<Map<String, Object>> confirmation,
    Map<String, Object> claims) {}
